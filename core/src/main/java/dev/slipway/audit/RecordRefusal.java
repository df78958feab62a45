package dev.slipway.audit;

import dev.slipway.access.Caller;
import dev.slipway.access.Credential;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.AddressRefused;
import dev.slipway.audit.AuditAction.SignInRefused;
import dev.slipway.audit.AuditAction.TokenAddressRefused;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// Records that somebody with a token of ours was refused for where they came from, or for how they signed in. No other
/// refusal leaves a line: whoever may not do something has not done it.
///
/// It is asked after a request was refused, and costs only those: the token is read once more, since a refusal doesn't
/// say whose it was.
public final class RecordRefusal {

    private final Standings standings;
    private final Refusals refusals;
    private final Ids ids;

    public RecordRefusal(Standings standings, Refusals refusals, Ids ids) {
        this.standings = standings;
        this.refusals = refusals;
        this.ids = ids;
    }

    /// @param asked what for, such as `packument.read`
    public void run(Visit visit, Refusal why, String asked) {
        if (atDoor(why) && standings.findCaller(visit.presented()) instanceof Caller.Holder(var token, var _, var _)) {
            line(token, why, asked)
                    .ifPresent(line -> refusals.note(
                            visit.entry(ids.next(visit.at()), line.book(), token.principal(), line.action()),
                            token.id()));
        }
    }

    private record Line(Book book, AuditAction action) {}

    private static boolean atDoor(Refusal why) {
        return why instanceof Refusal.OutsideAllowList
                || why instanceof Refusal.SignInElsewhere
                || why instanceof Refusal.OutsideNetworks;
    }

    private static Optional<Line> line(Credential token, Refusal why, String asked) {
        return switch (why) {
            case Refusal.OutsideAllowList(var org, var _) -> of(org, new AddressRefused(org.value(), asked));
            case Refusal.SignInElsewhere(var org, var means) -> of(org, new SignInRefused(org.value(), means, asked));
            case Refusal.OutsideNetworks _ ->
                Optional.of(new Line(ofHolder(token), new TokenAddressRefused(token.id(), token.name(), asked)));
            case Refusal.SignInFirst _,
                    Refusal.SignInAgain _,
                    Refusal.TokenUnknown _,
                    Refusal.TokenExpired _,
                    Refusal.TokenRevoked _,
                    Refusal.NotFound _,
                    Refusal.NotAMember _,
                    Refusal.ScopeTooNarrow _,
                    Refusal.NotAPerson _,
                    Refusal.PaymentDue _,
                    Refusal.OutsidePackages _,
                    Refusal.NotPermitted _ -> Optional.empty();
        };
    }

    private static Optional<Line> of(OrgSlug org, AuditAction action) {
        return Optional.of(new Line(new Book.OfOrganization(org), action));
    }

    /// A token that is used from elsewhere concerns whoever holds it, and no organization that it was used on.
    private static Book ofHolder(Credential token) {
        return switch (token.principal()) {
            case Principal.Person person -> new Book.OfAccount(person.id());
            case Principal.Machine machine -> new Book.OfOrganization(machine.org());
        };
    }
}

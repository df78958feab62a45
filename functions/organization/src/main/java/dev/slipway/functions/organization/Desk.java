package dev.slipway.functions.organization;

import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.adapters.web.PendingTransfer;
import dev.slipway.adapters.web.Seats;
import dev.slipway.console.Shown;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ListTransfers;
import dev.slipway.org.Organization;
import dev.slipway.org.ShowOrganization;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// What all pages about one organization have in common: who looks, and what the organization is to them.
final class Desk {

    private final WhoAmI whoAmI;
    private final ListTransfers transfers;
    private final Navigation navigation;

    Desk(WhoAmI whoAmI, ListTransfers transfers, Navigation navigation) {
        this.whoAmI = whoAmI;
        this.transfers = transfers;
        this.navigation = navigation;
    }

    /// What a page says above everything else.
    record Message(int status, UnaryOperator<Chrome> said) {

        static final Message NONE = new Message(200, chrome -> chrome);

        static Message of(Problem problem) {
            return problem(problem.status(), problem.detail());
        }

        static Message problem(int status, String sentence) {
            return new Message(status, chrome -> chrome.withProblem(sentence));
        }
    }

    interface ForViewer {

        /// @param frame read when it is asked for
        HttpResponse show(Principal.Person viewer, Supplier<Chrome> frame);
    }

    /// Shows a page to whoever is signed in.
    HttpResponse seat(Shown shown, Message message, String path, ForViewer page) {
        return switch (whoAmI.run(shown.visit())) {
            case WhoAmI.Outcome.Known(Principal.Person person) ->
                page.show(person, () -> message.said().apply(shown.chrome(navigation, person)));
            case WhoAmI.Outcome.Known(Principal.Machine _) -> shown.refused(new Refusal.NotAPerson(), path);
            case WhoAmI.Outcome.Refused(var why) -> shown.refused(why, path);
        };
    }

    static Optional<Seats> seats(ShowOrganization.Outcome.Shown found) {
        return found.organization().kind() == Organization.Kind.COMPANY
                ? Optional.of(new Seats(
                        Math.toIntExact(found.seats().taken()),
                        Math.toIntExact(found.seats().paid())))
                : Optional.empty();
    }

    /// Nothing is said of the Pool where there is no place in it, and none to be had.
    static Optional<Seats> pool(ShowOrganization.Outcome.Shown found, boolean sold) {
        return sold || found.pool().paid() > 0
                ? Optional.of(new Seats(
                        Math.toIntExact(found.pool().taken()),
                        Math.toIntExact(found.pool().paid())))
                : Optional.empty();
    }

    /// The transfer that waits for an answer: owners alone are shown it.
    Optional<PendingTransfer> transfer(Shown shown, ShowOrganization.Outcome.Shown found) {
        return found.role().filter(Role.OWNER::equals).isPresent()
                ? pending(shown, found.organization().slug())
                : Optional.empty();
    }

    private Optional<PendingTransfer> pending(Shown shown, OrgSlug org) {
        return switch (transfers.pending(shown.visit(), org)) {
            case ListTransfers.Outcome.Listed(var page) ->
                page.items().stream()
                        .findFirst()
                        .map(transfer -> new PendingTransfer(
                                transfer.id().value(),
                                transfer.from().handle(),
                                transfer.to().handle(),
                                transfer.expiresAt()));
            // Somebody was demoted between two reads.
            case ListTransfers.Outcome.Refused _ -> Optional.empty();
        };
    }
}

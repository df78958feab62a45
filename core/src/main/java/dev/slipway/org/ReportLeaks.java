package dev.slipway.org;

import dev.slipway.access.Actor;
import dev.slipway.access.Credential;
import dev.slipway.access.Principal;
import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Token;
import dev.slipway.audit.AuditAction.TokenLeaked;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes reports of tokens that were found where everybody can read them, revokes those that are ours, and tells whose
/// they were. A token that stands in a public place is everybody's: nobody is asked first.
public final class ReportLeaks {

    private static final RateLimit LIMIT = new RateLimit("leak-report", 120, Duration.ofMinutes(1));

    private final LeakSigners signers;
    private final Leaks leaks;
    private final Managers managers;
    private final Contacts contacts;
    private final LeakMails mails;
    private final RateLimits limits;
    private final Ids ids;

    public ReportLeaks(
            LeakSigners signers,
            Leaks leaks,
            Memberships memberships,
            Contacts contacts,
            LeakMails mails,
            RateLimits limits,
            Ids ids) {
        this.signers = signers;
        this.leaks = leaks;
        this.managers = new Managers(memberships, contacts);
        this.contacts = contacts;
        this.mails = mails;
        this.limits = limits;
        this.ids = ids;
    }

    /// Whether a report is to be read at all.
    public sealed interface Standing {

        record Genuine() implements Standing {}

        /// Whoever sent it learns no more than that.
        record Forged() implements Standing {}

        record TooFast(Duration retryAfter) implements Standing {}

        /// Nobody can say now; it is worth a retry.
        record Unknown() implements Standing {}
    }

    /// Who sends this? A signature is hard work for whoever checks it, so each network has so many a minute.
    ///
    /// @see LeakSigners#verify
    public Standing check(Visit visit, String keyId, String signature, byte[] report) {
        var network = RateLimit.network(visit.origin().address());
        return switch (limits.spend(LIMIT, network, visit.at())) {
            case RateLimits.Answer.TooFast(var retryAfter) -> new Standing.TooFast(retryAfter);
            case RateLimits.Answer.Allowed _ ->
                switch (signers.verify(keyId, signature, report)) {
                    case GENUINE -> new Standing.Genuine();
                    case FORGED -> new Standing.Forged();
                    case UNKNOWN -> new Standing.Unknown();
                };
        };
    }

    /// What became of one of those that were reported.
    ///
    /// @param real whether it is, or was, a token of ours
    /// @param unmailed how many should have been told and were not
    public record Result(Leak leak, boolean real, int unmailed) {}

    /// Only for a report that is [Standing.Genuine].
    public List<Result> run(Visit visit, List<Leak> report) {
        var results = new ArrayList<Result>();
        for (var leak : report) {
            var credential = leak.ours() ? leaks.find(leak.hash()) : Optional.<Credential>empty();
            results.add(new Result(
                    leak,
                    credential.isPresent(),
                    credential.map(found -> revoke(visit, leak, found)).orElse(0)));
        }
        return results;
    }

    /// Who was told once isn't told again: only what worked until now is news.
    private int revoke(Visit visit, Leak leak, Credential credential) {
        if (!credential.validAt(visit.at())) {
            return 0;
        }
        Book book = switch (credential.principal()) {
            case Principal.Machine machine -> new Book.OfOrganization(machine.org());
            case Principal.Person person -> new Book.OfAccount(person.id());
        };
        var leaked = new TokenLeaked(credential.id(), credential.name(), leak.source());
        var audit = visit.entry(ids.next(visit.at()), book, new Actor.Registry(), leaked);
        return leaks.revoke(leak.hash(), credential, visit.at(), audit) ? tell(visit, leak, credential) : 0;
    }

    /// The token is revoked already: a mail that fails changes nothing of that.
    private int tell(Visit visit, Leak leak, Credential credential) {
        return switch (credential.principal()) {
            case Principal.Machine machine -> {
                var link = visit.registry() + "/console/organizations/" + machine.org() + "/machines";
                yield managers.of(machine.org()).stream()
                        .mapToInt(one -> send(leak, credential, one.address(), Optional.of(machine.org()), link))
                        .sum();
            }
            case Principal.Person person -> {
                var session = credential.kind() == Token.Kind.SESSION;
                var link = visit.registry() + (session ? "/console/sessions" : "/console/tokens");
                yield contacts.findAddress(person.id())
                        .map(address -> send(leak, credential, address, Optional.empty(), link))
                        .orElse(1);
            }
        };
    }

    private int send(Leak leak, Credential credential, Email to, Optional<OrgSlug> org, String link) {
        var letter = new LeakMails.Letter(
                to,
                org,
                credential.name(),
                credential.prefix(),
                credential.kind() == Token.Kind.SESSION,
                leak.source(),
                URI.create(link));
        return switch (mails.send(letter)) {
            case Posted.Accepted _ -> 0;
            case Posted.Failed _ -> 1;
        };
    }
}

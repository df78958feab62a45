package dev.slipway.org;

import dev.slipway.access.Principal;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import dev.slipway.kernel.Slice;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells owners and admins that a machine token ends, 14, 7 and 1 days before. It runs once a day.
///
/// Each of them is told once of each token at each step, however often it runs: whoever sends a mail has taken that
/// upon themselves in the table before, which one can. A mail that SES doesn't take is given back, and the next run
/// tries it again; one whose sender dies between the two is lost, which is the price.
public final class RemindOfExpiry {

    private static final int AT_A_TIME = 100;

    private final Endings endings;
    private final MachineTokens tokens;
    private final ServiceAccounts accounts;
    private final Organizations organizations;
    private final Managers managers;
    private final ExpiryMails mails;

    public RemindOfExpiry(
            Endings endings,
            MachineTokens tokens,
            ServiceAccounts accounts,
            Organizations organizations,
            Memberships memberships,
            Contacts contacts,
            ExpiryMails mails) {
        this.endings = endings;
        this.tokens = tokens;
        this.accounts = accounts;
        this.organizations = organizations;
        this.managers = new Managers(memberships, contacts);
        this.mails = mails;
    }

    /// What became of it.
    ///
    /// @param sent how many mails went out
    /// @param failed how many were not taken, and are tried again by the next run
    /// @param broken what went wrong otherwise, for one organization each; the others were told
    public record Outcome(int sent, int failed, List<RuntimeException> broken) {

        public Outcome {
            broken = List.copyOf(broken);
        }
    }

    /// @param registry the registry's own URL, without a slash at the end
    public Outcome run(String registry, Instant now) {
        var run = new Run(registry, now);
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (int days = 0; days <= Ending.Step.FORTNIGHT.days(); days++) {
            run.day(today.plusDays(days));
        }
        return new Outcome(run.sent, run.failed, run.broken);
    }

    /// Somebody who is to be told something, and the organization that it is about.
    private record Audience(Organization organization, List<Managers.Reachable> managers) {}

    private final class Run {

        private final String registry;
        private final Instant now;
        private final Map<OrgSlug, Optional<Audience>> audiences = new HashMap<>();
        private final List<RuntimeException> broken = new ArrayList<>();
        private int sent;
        private int failed;

        private Run(String registry, Instant now) {
            this.registry = registry;
            this.now = now;
        }

        private void day(LocalDate day) {
            var slice = Slice.first(AT_A_TIME);
            while (true) {
                var page = endings.list(day, slice);
                for (var ending : page.items()) {
                    ending.due(now).ifPresent(step -> remindUnlessBroken(ending, step));
                }
                if (page.next().isEmpty()) {
                    return;
                }
                slice = new Slice(page.next(), AT_A_TIME);
            }
        }

        /// Whatever is wrong with one organization, the others are told.
        private void remindUnlessBroken(Ending ending, Ending.Step step) {
            try {
                remind(ending, step);
            } catch (RuntimeException e) {
                broken.add(e);
            }
        }

        private void remind(Ending ending, Ending.Step step) {
            var token = tokens.find(ending.hash()).filter(this::works);
            if (token.isEmpty()) {
                return;
            }
            audiences
                    .computeIfAbsent(ending.org(), this::audience)
                    .ifPresent(audience -> audience.managers().stream()
                            .filter(manager -> !ending.wasTold(step, manager.account()))
                            .filter(manager -> endings.take(ending, step, manager.account()))
                            .forEach(manager -> tell(manager, audience, ending, step, token.get())));
        }

        private boolean works(MachineToken token) {
            return token.credential().validAt(now)
                    && token.machine()
                            .account()
                            .filter(account -> !isThere(token.machine().org(), account))
                            .isEmpty();
        }

        private boolean isThere(OrgSlug org, Principal.ServiceAccount account) {
            return accounts.find(org, account.name())
                    .filter(found -> found.who().id().equals(account.id()))
                    .isPresent();
        }

        private Optional<Audience> audience(OrgSlug org) {
            return organizations
                    .find(org)
                    .filter(organization -> organization.deletedAt().isEmpty())
                    .map(organization -> new Audience(organization, managers.of(org)));
        }

        private void tell(
                Managers.Reachable manager, Audience audience, Ending ending, Ending.Step step, MachineToken token) {
            var credential = token.credential();
            var letter = new ExpiryMails.Letter(
                    manager.address(),
                    ending.org(),
                    audience.organization().displayName(),
                    credential.name(),
                    credential.prefix(),
                    token.machine().account().map(Principal.ServiceAccount::name),
                    credential.maker().map(Principal.Person::handle),
                    ending.expiresAt(),
                    ending.daysLeft(now),
                    URI.create(registry + "/console/organizations/" + ending.org() + "/machines"));
            switch (mails.send(letter)) {
                case Posted.Accepted _ -> sent++;
                case Posted.Failed _ -> {
                    endings.giveBack(ending, step, manager.account());
                    failed++;
                }
            }
        }
    }
}

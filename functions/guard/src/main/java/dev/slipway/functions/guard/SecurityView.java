package dev.slipway.functions.guard;

import dev.slipway.access.Means;
import dev.slipway.access.Principal;
import dev.slipway.access.SignInRule;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.OrganizationHead;
import dev.slipway.adapters.web.SecurityPage;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.WaysIn;
import dev.slipway.identity.Providers.Offer;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AllowList;
import dev.slipway.org.ChangeAllowList;
import dev.slipway.org.ChangeSignInRule;
import dev.slipway.org.ReadDoor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What stands on the page about security besides what is read for it: what was typed, and what came of it.
///
/// @param networks as they were typed, if they weren't saved
/// @param chosen the names of the ways to sign in that were ticked, if they weren't saved
/// @param breakGlass as it was typed, if it wasn't saved
record SecurityView(
        OrgSlug org,
        OrganizationDesk.Message message,
        Optional<Field> networks,
        List<String> notes,
        Optional<SecurityPage.ListPreview> listPreview,
        Optional<List<String>> chosen,
        Optional<Field> breakGlass,
        Optional<SecurityPage.RulePreview> rulePreview) {

    /// What the field of a way to sign in begins with.
    static final String FIELD = "way-";

    static SecurityView of(OrgSlug org) {
        return new SecurityView(
                org,
                OrganizationDesk.Message.NONE,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    String path() {
        return "/console/organizations/" + org + "/security";
    }

    SecurityView with(Problem problem) {
        return with(OrganizationDesk.Message.of(problem));
    }

    private SecurityView with(OrganizationDesk.Message said) {
        return new SecurityView(org, said, networks, notes, listPreview, chosen, breakGlass, rulePreview);
    }

    SecurityView networks(String typed, int status, String sentence) {
        return new SecurityView(
                org,
                OrganizationDesk.Message.problem(status, sentence),
                Optional.of(Field.of(typed).wrong(sentence)),
                notes,
                listPreview,
                chosen,
                breakGlass,
                rulePreview);
    }

    SecurityView saved(AllowList list) {
        return new SecurityView(
                org,
                OrganizationDesk.Message.notice("Saved."),
                networks,
                notes(list),
                listPreview,
                chosen,
                breakGlass,
                rulePreview);
    }

    SecurityView preview(String typed, ChangeAllowList.Outcome.Previewed previewed) {
        var shutOut = previewed.shutOut().stream()
                .map(seen -> new SecurityPage.Visitors(
                        seen.who().shownName(), seen.who() instanceof Principal.Machine, seen.last()))
                .toList();
        return new SecurityView(
                org,
                message,
                Optional.of(Field.of(typed)),
                notes(previewed.list()),
                Optional.of(new SecurityPage.ListPreview(previewed.letsYouIn(), shutOut)),
                chosen,
                breakGlass,
                rulePreview);
    }

    SecurityView rule(List<String> ticked, String typed) {
        return new SecurityView(
                org,
                message,
                networks,
                notes,
                listPreview,
                Optional.of(ticked),
                Optional.of(Field.of(typed)),
                rulePreview);
    }

    SecurityView breakGlass(String sentence) {
        return new SecurityView(
                org,
                OrganizationDesk.Message.problem(409, sentence),
                networks,
                notes,
                listPreview,
                chosen,
                breakGlass.map(field -> field.wrong(sentence)),
                rulePreview);
    }

    SecurityView preview(ChangeSignInRule.Outcome.Previewed previewed) {
        var cutOff = previewed.cutOff().stream()
                .map(member -> new SecurityPage.Member(member.person().handle().value(), member.role()))
                .toList();
        return new SecurityView(
                org,
                message,
                networks,
                notes,
                listPreview,
                chosen,
                breakGlass,
                Optional.of(new SecurityPage.RulePreview(previewed.letsYouIn(), cutOff, previewed.signInAgain())));
    }

    SecurityPage page(Chrome frame, OrganizationHead head, ReadDoor.Outcome.Shown door, WaysIn waysIn) {
        return new SecurityPage(frame, head, list(door), rule(frame, head, door, waysIn), trusted(door, waysIn));
    }

    private SecurityPage.AllowList list(ReadDoor.Outcome.Shown door) {
        var stored = door.door().networks().stream().map(Cidr::shown).sorted().collect(Collectors.joining("\n"));
        return new SecurityPage.AllowList(
                door.door().networks().size(),
                networks.orElseGet(() -> Field.of(stored)),
                door.you().address(),
                notes,
                listPreview);
    }

    /// Whoever opens the page is offered as the one for whom the rule doesn't hold, if they can be: there must be one,
    /// and whoever requires something is well advised not to lock themselves out.
    private SecurityPage.Rule rule(Chrome frame, OrganizationHead head, ReadDoor.Outcome.Shown door, WaysIn waysIn) {
        Set<Means> required = door.door().signIn().map(SignInRule::means).orElseGet(Set::of);
        var ways = waysIn.offers().stream()
                .map(offer -> new SecurityPage.Way(FIELD + offer.name(), offer.displayName(), chosen(offer, required)))
                .toList();
        var others = required.stream()
                .filter(means -> waysIn.find(means).isEmpty())
                .map(Means::shownName)
                .sorted()
                .toList();
        var inForce = required.stream().map(waysIn::name).sorted().toList();
        var stored = Field.of(door.breakGlass()
                .or(() -> head.mayOwn() ? Optional.of(frame.handle()) : Optional.empty())
                .map(Handle::value)
                .orElse(""));
        return new SecurityPage.Rule(
                inForce,
                ways,
                others,
                breakGlass.orElse(stored),
                waysIn.name(door.you().means()),
                rulePreview);
    }

    private boolean chosen(Offer offer, Set<Means> required) {
        return chosen.map(names -> names.contains(offer.name().value()))
                .orElseGet(() -> required.contains(offer.means()));
    }

    private static SecurityPage.Trusted trusted(ReadDoor.Outcome.Shown door, WaysIn waysIn) {
        var rows = door.trusts().stream()
                .map(trust -> new SecurityPage.Row(
                        trust.issuer().value(), waysIn.name(trust.issuer()), trust.role(), trust.since()))
                .toList();
        var trustable = waysIn.offers().stream()
                .filter(offer -> !offer.means().openToAnybody())
                .filter(offer ->
                        door.trusts().stream().noneMatch(trust -> trust.issuer().equals(offer.means())))
                .map(offer -> new SecurityPage.Trustable(offer.name().value(), offer.displayName()))
                .toList();
        return new SecurityPage.Trusted(rows, trustable);
    }

    private static List<String> notes(AllowList list) {
        return list.changed().stream()
                .map(line -> line.within()
                        .map(wide -> line.written() + " is left out: " + wide.shown() + " has all of it.")
                        .orElseGet(() -> line.written() + " is kept as "
                                + line.range().shown()
                                + ": what stands behind the first "
                                + line.range().prefix()
                                + " bits plays no part."))
                .toList();
    }
}

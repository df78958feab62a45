package dev.slipway.adapters.web;

import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.access.Sighting;
import dev.slipway.identity.ProviderName;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Organization.Kind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The pages about who is let in, as [Samples] has the others.
record SecuritySamples(UnaryOperator<String> said) {

    private static final Instant NOW = Instant.parse("2026-12-03T14:05:09Z");
    private static final OrgSlug ACME = new OrgSlug("acme");

    void add(Map<String, Page> pages) {
        pages.put("security-empty", security(Kind.PERSONAL, Samples.chrome(), emptyList(), noWays(), none()));
        pages.put("security", security(Kind.COMPANY, Samples.chrome(), list(), rule(), trusted()));
        pages.put(
                "security-trustable",
                security(
                        Kind.COMPANY,
                        Samples.chrome().withProblem(said.apply("Nothing was saved: your own address is in none.")),
                        wrongList(),
                        rule(),
                        new SecurityPage.Trusted(
                                List.of(),
                                List.of(new SecurityPage.Trustable("generic-oidc", said.apply("Acme SSO"))))));
        for (var allowed : List.of(true, false)) {
            pages.put("explain-" + allowed, explain(allowed));
        }
        pages.put(
                "explain-oneself",
                new ExplainPage(
                        Samples.chrome(),
                        head(Kind.COMPANY),
                        false,
                        Field.EMPTY,
                        Permission.READ_PACKAGES,
                        Field.EMPTY,
                        Field.EMPTY,
                        Optional.empty()));
        var sso = new Provider(new ProviderName("generic-oidc"), said.apply("Acme SSO"));
        var github = new Provider(new ProviderName("github"), said.apply("GitHub"));
        pages.put("sign-in-with", new SignInWithPage(Samples.visitor(), github, said.apply("/console")));
        pages.put(
                "sign-in-elsewhere",
                new SignInElsewherePage(Samples.visitor(), ACME, List.of(github, sso), said.apply("/console")));
        pages.put(
                "signed-in",
                new SignedInPage(
                        Samples.visitor(),
                        said.apply("Acme SSO"),
                        List.of(ACME),
                        List.of(new OrgSlug("globex")),
                        List.of(new OrgSlug("initech")),
                        "/console"));
    }

    private SecurityPage security(
            Kind kind,
            Chrome frame,
            SecurityPage.AllowList list,
            SecurityPage.Rule rule,
            SecurityPage.Trusted trusted) {
        return new SecurityPage(frame, head(kind), list, rule, trusted);
    }

    private OrganizationHead head(Kind kind) {
        return new OrganizationHead(
                ACME,
                said.apply("Acme Corp"),
                kind,
                Role.OWNER,
                EnumSet.allOf(Permission.class),
                new OrganizationHead.Bill.Settled());
    }

    private static SecurityPage.AllowList emptyList() {
        return new SecurityPage.AllowList(0, Field.EMPTY, Optional.empty(), List.of(), Optional.empty());
    }

    private SecurityPage.AllowList list() {
        var ada = new SecurityPage.Visitors(said.apply("ada"), false, new Sighting(NOW, "192.0.2.7"));
        var ci = new SecurityPage.Visitors(said.apply("acme/ci"), true, new Sighting(NOW, "2001:db8::7"));
        return new SecurityPage.AllowList(
                2,
                Field.of(said.apply("203.0.113.0/24\n2001:db8::/32")),
                Optional.of(said.apply("203.0.113.7")),
                List.of(said.apply("203.0.113.128/25 is left out: 203.0.113.0/24 has all of it.")),
                Optional.of(new SecurityPage.ListPreview(true, List.of(ada, ci))));
    }

    private SecurityPage.AllowList wrongList() {
        return new SecurityPage.AllowList(
                1,
                Field.of(said.apply("203.0.113.0/33")).wrong(said.apply("\"203.0.113.0/33\" is no address range.")),
                Optional.of("203.0.113.7"),
                List.of(),
                Optional.of(new SecurityPage.ListPreview(false, List.of())));
    }

    private static SecurityPage.Rule noWays() {
        return new SecurityPage.Rule(List.of(), List.of(), List.of(), Field.EMPTY, "mail", Optional.empty());
    }

    private SecurityPage.Rule rule() {
        return new SecurityPage.Rule(
                List.of(said.apply("Acme SSO"), said.apply("login.old.example")),
                List.of(
                        new SecurityPage.Way("way-github", said.apply("GitHub"), false),
                        new SecurityPage.Way("way-generic-oidc", said.apply("Acme SSO"), true)),
                List.of(said.apply("login.old.example")),
                Field.of(said.apply("ada")).wrong(said.apply("ada is no owner.")),
                said.apply("mail"),
                Optional.of(new SecurityPage.RulePreview(
                        false, List.of(new SecurityPage.Member(said.apply("grace-hopper"), Role.MEMBER)), 2)));
    }

    private static SecurityPage.Trusted none() {
        return new SecurityPage.Trusted(List.of(), List.of());
    }

    private SecurityPage.Trusted trusted() {
        return new SecurityPage.Trusted(
                List.of(new SecurityPage.Row(
                        said.apply("https://login.acme.example"), said.apply("Acme SSO"), Role.MEMBER, NOW)),
                List.of());
    }

    private ExplainPage explain(boolean allowed) {
        return new ExplainPage(
                Samples.chrome(),
                head(Kind.COMPANY),
                true,
                Field.of(said.apply("grace-hopper")),
                Permission.PUBLISH_PACKAGES,
                Field.of(said.apply("@acme/pad")),
                Field.of(said.apply("203.0.113.7")),
                Optional.of(new ExplainPage.Answer(
                        allowed,
                        said.apply("grace-hopper may publish to @acme/pad: the team eng gives it."),
                        List.of(said.apply("the team eng gives it"), said.apply("@acme lets its members publish")),
                        List.of(said.apply("The allow-list was asked about 203.0.113.7.")))));
    }
}

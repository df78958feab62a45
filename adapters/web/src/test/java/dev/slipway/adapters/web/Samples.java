package dev.slipway.adapters.web;

import dev.slipway.access.Limits;
import dev.slipway.access.PackagePattern;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.Sighting;
import dev.slipway.access.TeamName;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.access.Visibility;
import dev.slipway.identity.IdentityId;
import dev.slipway.identity.ProviderName;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Organization.Kind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Every page in every state that looks different, by a name for each.
///
/// @param said what becomes of each text that somebody could have chosen
record Samples(UnaryOperator<String> said) {

    static final String FORM = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";

    private static final Instant NOW = Instant.parse("2026-12-03T14:05:09Z");
    private static final Instant LATER = NOW.plusSeconds(48 * 3600);
    private static final Handle ADA = new Handle("ada");
    private static final Handle GRACE = new Handle("grace-hopper");
    private static final OrgSlug ACME = new OrgSlug("acme");
    private static final OrgSlug LONG_SLUG = new OrgSlug("a-slug-of-thirty-nine-letters-and-signs");
    private static final Email ADDRESS = new Email("ada@example.com");
    private static final Email LONG_ADDRESS =
            new Email("a.very-long.address+with.a.tag@department.subsidiary.some-company.example.com");
    private static final List<Provider> PROVIDERS = List.of(
            new Provider(new ProviderName("github"), "GitHub"),
            new Provider(new ProviderName("google"), "Google"),
            new Provider(new ProviderName("generic-oidc"), "Acme SSO"));
    private static final Set<Permission> EVERYTHING = EnumSet.allOf(Permission.class);

    static Samples ordinary() {
        return new Samples(UnaryOperator.identity());
    }

    Map<String, Page> pages() {
        var pages = new LinkedHashMap<String, Page>();
        signingIn(pages);
        organizations(pages);
        bills(pages);
        packages(pages);
        teams(pages);
        invitations(pages);
        tokens(pages);
        machines(pages);
        rest(pages);
        new SecuritySamples(said).add(pages);
        new BillingSamples(said).add(pages);
        new AuditSamples(said).add(pages);
        new WebhookSamples(said).add(pages);
        return pages;
    }

    private void signingIn(Map<String, Page> pages) {
        pages.put("sign-in", new SignInPage(visitor(), Field.EMPTY, providers(), "/console", false));
        pages.put("sign-in-plain", new SignInPage(visitor(), Field.EMPTY, List.of(), "/console", false));
        pages.put(
                "sign-in-signed-out",
                new SignInPage(
                        visitor().withNotice(said.apply("You are signed out.")),
                        Field.EMPTY,
                        providers(),
                        "/console",
                        false));
        pages.put("sign-in-again", new SignInPage(visitor(), text("ada@example.com"), providers(), "/console", true));
        pages.put(
                "sign-in-wrong",
                new SignInPage(
                        visitor(),
                        text("ada@").wrong(said.apply("\"ada@\" is not an e-mail address such as ada@example.com.")),
                        providers(),
                        "/console/organizations/new",
                        false));
        pages.put(
                "sign-in-too-fast",
                new SignInPage(
                        visitor().withProblem(said.apply("Too many links were asked for. Try again in 12 minutes.")),
                        text("ada@example.com"),
                        providers(),
                        said.apply("/console"),
                        false));
        pages.put("mail-sent", new MailSentPage(visitor(), ADDRESS, NOW, said.apply("/console?a=b&c=d")));
        pages.put("confirm-sign-in", new ConfirmSignInPage(visitor(), token(Token.Kind.SIGN_IN), LONG_ADDRESS));
        pages.put(
                "sign-up",
                new SignUpPage(visitor(), text("ada"), Optional.of(ADDRESS), Optional.of(said.apply("GitHub"))));
        pages.put(
                "sign-up-wrong",
                new SignUpPage(
                        visitor(),
                        text("Ada Lovelace")
                                .wrong(said.apply("\"ada\" is taken, or looks like one that is. Choose another one.")),
                        Optional.of(ADDRESS),
                        Optional.empty()));
        pages.put(
                "sign-up-provider",
                new SignUpPage(visitor(), text("ada"), Optional.empty(), Optional.of(said.apply("Acme SSO"))));
        for (var kind : LinkGonePage.Kind.values()) {
            pages.put(
                    "link-gone-" + Words.wire(kind),
                    new LinkGonePage(kind == LinkGonePage.Kind.LOGIN ? chrome() : visitor(), kind));
        }
        pages.put("address-taken", new AddressTakenPage(visitor(), ADDRESS, said.apply("GitHub"), "/console/sessions"));
    }

    private void organizations(Map<String, Page> pages) {
        pages.put("home-empty", new HomePage(chrome(), List.of(), List.of(), List.of(), Optional.empty()));
        pages.put(
                "home",
                new HomePage(
                        waiting(),
                        List.of(
                                new HomePage.Row(ACME, said.apply("Acme Corp"), Kind.COMPANY, Role.OWNER),
                                new HomePage.Row(
                                        LONG_SLUG,
                                        said.apply(
                                                "The Analytical Engine Company of Great Britain and Ireland, Limited, and its Subsidiaries"),
                                        Kind.COMPANY,
                                        Role.MAINTAINER),
                                new HomePage.Row(
                                        new OrgSlug("ada-own"), said.apply("Ada's own"), Kind.PERSONAL, Role.OWNER)),
                        List.of(invitation()),
                        List.of(new HomePage.Deleted(new OrgSlug("old-mill"), said.apply("Old Mill"), LATER)),
                        Optional.of(said.apply("b3JnOmE="))));
        pages.put("create-organization", new CreateOrganizationPage(chrome(), Field.EMPTY, Field.EMPTY, Kind.COMPANY));
        pages.put(
                "create-organization-wrong",
                new CreateOrganizationPage(
                        chrome(),
                        text("Acme Corp"),
                        text("acme-corp-2")
                                .wrong(said.apply(
                                        "@acme-corp is taken, or looks like one that is. @acme-corp-2 is free.")),
                        Kind.PERSONAL));
        pages.put(
                "organization-owner",
                organization(head(Role.OWNER, EVERYTHING, Kind.COMPANY), Optional.empty(), chrome()));
        pages.put(
                "organization-pending",
                organization(
                        head(Role.OWNER, EVERYTHING, Kind.COMPANY),
                        Optional.of(transfer()),
                        chrome().withNotice(said.apply("Saved."))));
        pages.put(
                "organization-member",
                organization(
                        head(Role.MEMBER, EnumSet.of(Permission.SEE_ORGANIZATION, Permission.BELONG), Kind.COMPANY),
                        Optional.empty(),
                        chrome()));
        pages.put(
                "organization-personal",
                organization(head(Role.OWNER, EVERYTHING, Kind.PERSONAL), Optional.empty(), chrome()));
        pages.put(
                "organization-wrong",
                new OrganizationPage(
                        chrome().withProblem(said.apply("It was not saved: look at what is marked below.")),
                        head(Role.OWNER, EVERYTHING, Kind.COMPANY),
                        NOW,
                        new OrganizationPage.Profile(
                                text("").wrong(said.apply("An organization needs a name of 1 to 100 characters.")),
                                text("Boats, and what they are made of."),
                                text("http://acme.example").wrong(said.apply("A website begins with https://.")),
                                text("hello@acme.example"),
                                text("Acme Corporation GmbH"),
                                text("DE123456789"),
                                true,
                                Visibility.ORG),
                        Optional.of(new Seats(7, 10)),
                        Optional.empty(),
                        text("nobody").wrong(said.apply("There is no member nobody.")),
                        text("acne").wrong(said.apply("Type acme, exactly."))));
        pages.put("restore", new RestorePage(chrome(), ACME, said.apply("Acme Corp"), NOW, LATER));
        pages.put("members-owner", members(head(Role.OWNER, EVERYTHING, Kind.COMPANY), Optional.of(transfer()), true));
        pages.put(
                "members-member",
                members(
                        head(Role.MEMBER, EnumSet.of(Permission.SEE_ORGANIZATION, Permission.BELONG), Kind.COMPANY),
                        Optional.empty(),
                        false));
        pages.put(
                "transfer",
                new TransferPage(
                        viewer(), token(Token.Kind.TRANSFER), ACME, said.apply("Acme Corp"), GRACE, ADA, LATER));
        pages.put(
                "transfer-signed-out",
                new TransferPage(
                        visitor(), token(Token.Kind.TRANSFER), ACME, said.apply("Acme Corp"), GRACE, ADA, LATER));
    }

    private void bills(Map<String, Page> pages) {
        var owner = head(Role.OWNER, EVERYTHING, Kind.COMPANY);
        var member = head(Role.MEMBER, EnumSet.of(Permission.SEE_ORGANIZATION, Permission.BELONG), Kind.COMPANY);
        var due = new OrganizationHead.Bill.Due();
        var failed = new OrganizationHead.Bill.Failed(LATER);
        pages.put("organization-unpaid", organization(owing(owner, due), Optional.empty(), chrome(), new Seats(1, 0)));
        pages.put("organization-grace", organization(owing(owner, failed), Optional.empty(), chrome()));
        pages.put("members-unpaid", members(owing(member, due), Optional.empty(), false));
        pages.put("members-grace", members(owing(member, failed), Optional.empty(), false));
    }

    private void packages(Map<String, Page> pages) {
        var owner = head(Role.OWNER, EVERYTHING, Kind.COMPANY);
        var member = head(Role.MEMBER, EnumSet.of(Permission.SEE_ORGANIZATION, Permission.BELONG), Kind.COMPANY);
        var registry = "https://registry.example.com";
        var rows = List.of(
                new PackagesPage.Row(
                        "pad", Visibility.PRIVATE, "1.2.0", said.apply("Pads text"), NOW, PackageRole.OWNER),
                new PackagesPage.Row("a.long_package-name", Visibility.ORG, "2.0.0-rc.1", "", NOW, PackageRole.READER),
                new PackagesPage.Row("open", Visibility.PUBLIC, "0.1.0", "", NOW, PackageRole.MAINTAINER));
        pages.put("packages-empty", packages(owner, "", List.of(), true, registry));
        pages.put("packages-member-empty", packages(member, "", List.of(), false, registry));
        pages.put("packages-nothing", packages(member, said.apply("nothing like it"), List.of(), false, registry));
        pages.put("packages", packages(owner, said.apply("pad"), rows, true, registry));
        var about = new PackagePage.About(
                "pad", Visibility.PRIVATE, true, "1.2.0", said.apply("Pads text"), 3, NOW, NOW, Optional.empty());
        var people = List.of(
                new PackagePage.Person(ADA, PackageRole.OWNER, true),
                new PackagePage.Person(GRACE, PackageRole.MAINTAINER, false));
        var teams = List.of(new PackagePage.Team("eng", PackageRole.READER));
        pages.put(
                "package",
                new PackagePage(
                        chrome(),
                        owner,
                        about,
                        people,
                        teams,
                        Optional.of(new PackagePage.Manage(
                                List.of(new Handle("otto")),
                                List.of("everyone", "ops"),
                                text("nobody").wrong(said.apply("There is no member nobody.")),
                                Field.of("ops"),
                                text("nobody").wrong(said.apply("There is no account nobody."))))));
        pages.put(
                "package-new",
                new PackagePage(
                        chrome(),
                        owner,
                        new PackagePage.About("pad", Visibility.ORG, false, "1.0.0", "", 1, NOW, NOW, Optional.empty()),
                        List.of(),
                        List.of(),
                        Optional.of(
                                new PackagePage.Manage(List.of(), List.of(), Field.EMPTY, Field.EMPTY, Field.EMPTY))));
        pages.put(
                "package-public",
                new PackagePage(
                        chrome(),
                        member,
                        new PackagePage.About(
                                "open",
                                Visibility.PUBLIC,
                                false,
                                "0.1.0",
                                "",
                                1,
                                NOW,
                                NOW,
                                Optional.of(new PackagePage.Downloads(1_204, 40_311))),
                        people,
                        teams,
                        Optional.empty()));
        pages.put("package-member", new PackagePage(chrome(), member, about, people, teams, Optional.empty()));
    }

    private PackagesPage packages(
            OrganizationHead head, String query, List<PackagesPage.Row> rows, boolean mayCreate, String registry) {
        return new PackagesPage(chrome(), head, query, rows, mayCreate, registry, Optional.of("next"));
    }

    private void invitations(Map<String, Page> pages) {
        var head = head(Role.ADMIN, EVERYTHING, Kind.COMPANY);
        var draft = new InvitationsPage.Draft(
                Field.EMPTY,
                Role.MEMBER,
                List.of(Role.BILLING, Role.MEMBER, Role.MAINTAINER, Role.ADMIN),
                List.of(
                        new InvitationsPage.Team(new TeamName("administrators"), false),
                        new InvitationsPage.Team(new TeamName("eng"), true)),
                true);
        pages.put(
                "invitations-empty",
                new InvitationsPage(
                        chrome(),
                        head,
                        Optional.of(new Seats(1, 10)),
                        Optional.of(new Seats(0, 5)),
                        Optional.of(draft),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty()));
        pages.put(
                "invitations",
                new InvitationsPage(
                        chrome(),
                        head,
                        Optional.of(new Seats(7, 10)),
                        Optional.empty(),
                        Optional.of(new InvitationsPage.Draft(
                                text("not an address").wrong(said.apply("1 address could not be invited: see above.")),
                                Role.MAINTAINER,
                                draft.mayGive(),
                                List.of(),
                                false)),
                        List.of(
                                new InvitationsPage.Result(
                                        "grace@example.com", true, said.apply("Invited until 5 Dec 2026, 14:05 UTC.")),
                                new InvitationsPage.Result(
                                        said.apply("not an address"),
                                        false,
                                        said.apply("It is not an e-mail address."))),
                        List.of(
                                open(ADDRESS, InvitationsPage.Mail.SENT),
                                open(LONG_ADDRESS, InvitationsPage.Mail.BOUNCED),
                                open(new Email("o'hara&sons@example.com"), InvitationsPage.Mail.FAILED),
                                open(new Email("spam@example.com"), InvitationsPage.Mail.COMPLAINED)),
                        List.of(
                                past(InvitationsPage.Fate.ACCEPTED),
                                past(InvitationsPage.Fate.DECLINED),
                                past(InvitationsPage.Fate.REVOKED),
                                past(InvitationsPage.Fate.EXPIRED)),
                        Optional.of("next")));
        pages.put(
                "invitation",
                new InvitationPage(
                        viewer(),
                        token(Token.Kind.INVITATION),
                        ACME,
                        said.apply("Acme Corp"),
                        Role.MAINTAINER,
                        List.of(new TeamName("eng"), new TeamName("ops")),
                        true,
                        GRACE,
                        ADDRESS,
                        LATER));
        pages.put(
                "invitation-signed-out",
                new InvitationPage(
                        visitor(),
                        token(Token.Kind.INVITATION),
                        ACME,
                        said.apply("Acme Corp"),
                        Role.ADMIN,
                        List.of(),
                        false,
                        GRACE,
                        LONG_ADDRESS,
                        LATER));
        pages.put(
                "my-invitations",
                new MyInvitationsPage(waiting(), List.of(invitation(), invitation()), Optional.empty()));
        pages.put("my-invitations-empty", new MyInvitationsPage(chrome(), List.of(), Optional.empty()));
    }

    private void tokens(Map<String, Page> pages) {
        pages.put(
                "tokens-empty",
                new TokensPage(chrome(), TokensPage.Draft.EMPTY, Optional.empty(), List.of(), Optional.empty()));
        pages.put(
                "tokens",
                new TokensPage(chrome(), TokensPage.Draft.EMPTY, Optional.empty(), rows(), Optional.of("next")));
        pages.put(
                "tokens-fresh",
                new TokensPage(
                        chrome(),
                        TokensPage.Draft.EMPTY,
                        Optional.of(new TokensPage.Fresh(
                                token(Token.Kind.ACCESS),
                                said.apply("laptop"),
                                "https://registry.example.com",
                                Optional.of(ACME))),
                        rows(),
                        Optional.empty()));
        pages.put(
                "tokens-wrong",
                new TokensPage(
                        chrome().withProblem(said.apply("No token was made: look at what is marked below.")),
                        new TokensPage.Draft(
                                text("").wrong(said.apply("Give it a name of 1 to 100 characters.")),
                                Set.of(),
                                Optional.of(said.apply("Choose at least one: a token without any allows nothing.")),
                                TokensPage.Expiry.DATE,
                                text("2020-01-01").wrong(said.apply("This date is over.")),
                                text("1.2.3")
                                        .wrong(said.apply("\"1.2.3\" is no address range such as 203.0.113.0/24.")),
                                text("acme")
                                        .wrong(said.apply(
                                                "\"acme\" is neither a package, @org/name, nor all of a scope."))),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
        pages.put(
                "sessions",
                new SessionsPage(
                        chrome(),
                        List.of(
                                session(
                                        said.apply("Firefox on Linux"),
                                        true,
                                        Optional.of(new Sighting(NOW, "203.0.113.7"))),
                                session(
                                        said.apply("Safari on iPhone"),
                                        false,
                                        Optional.of(new Sighting(NOW, "2001:db8:85a3:8d3:1319:8a2e:370:7348"))),
                                session(said.apply("Unknown device"), false, Optional.empty())),
                        Optional.empty(),
                        List.of(ADDRESS, LONG_ADDRESS),
                        List.of(linked()),
                        providers().subList(1, 3)));
        pages.put(
                "sessions-one",
                new SessionsPage(
                        chrome(),
                        List.of(session(said.apply("Firefox on Linux"), true, Optional.empty())),
                        Optional.empty(),
                        List.of(ADDRESS),
                        List.of(),
                        List.of()));
        pages.put(
                "sessions-only-way-in",
                new SessionsPage(
                        chrome(),
                        List.of(session(said.apply("Firefox on Linux"), true, Optional.empty())),
                        Optional.empty(),
                        List.of(),
                        List.of(linked()),
                        List.of()));
        pages.put(
                "approve-login",
                new ApproveLoginPage(
                        viewer(),
                        token(Token.Kind.LOGIN),
                        said.apply("npm/11.19.1 node/v20.20.2 linux x64 workspaces/false"),
                        "203.0.113.7",
                        NOW,
                        LATER,
                        EnumSet.allOf(Scope.class),
                        Optional.of(LATER)));
        pages.put("login-approved", new LoginAnsweredPage(viewer(), true, said.apply("npm/11.19.1 node/v20.20.2")));
        pages.put("login-denied", new LoginAnsweredPage(viewer(), false, said.apply("npm/11.19.1 node/v20.20.2")));
    }

    private void rest(Map<String, Page> pages) {
        pages.put(
                "problem",
                new ProblemPage(
                        visitor(),
                        500,
                        said.apply("Something broke"),
                        said.apply("It was our fault and not yours. Try again; nothing of what you sent was kept."),
                        Optional.of(said.apply("PbTqkgn7joEEMfg=")),
                        ProblemPage.Way.TO_SIGN_IN));
        pages.put(
                "problem-signed-in",
                new ProblemPage(
                        chrome(),
                        404,
                        said.apply("Nothing here"),
                        said.apply("There is no such organization, or you don't belong to it."),
                        Optional.empty(),
                        ProblemPage.Way.TO_CONSOLE));
    }

    private OrganizationPage organization(OrganizationHead head, Optional<PendingTransfer> transfer, Chrome chrome) {
        return organization(head, transfer, chrome, new Seats(7, 10));
    }

    private OrganizationPage organization(
            OrganizationHead head, Optional<PendingTransfer> transfer, Chrome chrome, Seats seats) {
        return new OrganizationPage(
                        chrome,
                        head,
                        NOW,
                        new OrganizationPage.Profile(
                                text("Acme Corp"),
                                text("Boats, and what they are made of."),
                                text("https://acme.example"),
                                Field.EMPTY,
                                text("Acme Corporation GmbH"),
                                text("DE123456789"),
                                false,
                                Visibility.PRIVATE),
                        Optional.of(seats),
                        transfer,
                        Field.EMPTY,
                        Field.EMPTY)
                .at("https://registry.example.com");
    }

    private MembersPage members(OrganizationHead head, Optional<PendingTransfer> transfer, boolean manages) {
        var all = manages ? List.of(Role.values()) : List.<Role>of();
        return new MembersPage(
                chrome(),
                head,
                List.of(
                        new MembersPage.Row(
                                ADA,
                                Role.OWNER,
                                NOW,
                                Optional.of(NOW),
                                all,
                                manages,
                                manages,
                                List.of(),
                                true,
                                manages),
                        new MembersPage.Row(
                                GRACE,
                                Role.MAINTAINER,
                                NOW,
                                Optional.empty(),
                                all,
                                manages,
                                false,
                                List.of(said.apply("nightly build"), said.apply("release")),
                                false,
                                manages),
                        new MembersPage.Row(
                                new Handle("a-member-with-a-handle-of-39-characters"),
                                Role.BILLING,
                                NOW,
                                Optional.of(NOW),
                                all,
                                manages,
                                false,
                                List.of(),
                                false,
                                false),
                        new MembersPage.Row(
                                new Handle("linus"),
                                Role.MEMBER,
                                NOW,
                                Optional.of(NOW),
                                List.of(),
                                !manages,
                                !manages,
                                List.of(),
                                false,
                                false)),
                Optional.of(new Seats(7, 10)),
                Optional.of(new Seats(1, 5)),
                transfer,
                Optional.of("next"));
    }

    private void teams(Map<String, Page> pages) {
        pages.put("teams", teams(head(Role.OWNER, EVERYTHING, Kind.COMPANY), Field.EMPTY));
        pages.put(
                "teams-wrong",
                teams(
                        head(Role.OWNER, EVERYTHING, Kind.COMPANY),
                        text("Eng").wrong(said.apply("\"Eng\" is no name of a team."))));
        pages.put("teams-member", teams(head(Role.MEMBER, Set.of(), Kind.COMPANY), Field.EMPTY));
        var form = new TeamPage.Form(
                Optional.of(new TeamPage.Naming(text("eng"), text("Engineers, and whoever builds with them."))),
                Permission.CARRIED_BY_TEAMS,
                EnumSet.allOf(PackageRole.class));
        pages.put("team", team(Optional.of(form), Optional.of(Field.EMPTY), true));
        pages.put(
                "team-wrong",
                team(
                        Optional.of(new TeamPage.Form(
                                Optional.of(new TeamPage.Naming(
                                        text("Eng").wrong(said.apply("That is no name of a team.")), Field.EMPTY)),
                                Set.of(Permission.MANAGE_TEAMS),
                                Set.of(PackageRole.READER))),
                        Optional.of(text("nobody").wrong(said.apply("There is no member nobody in @acme."))),
                        true));
        pages.put(
                "team-everyone",
                team(
                        Optional.of(new TeamPage.Form(
                                Optional.empty(), Permission.CARRIED_BY_TEAMS, EnumSet.allOf(PackageRole.class))),
                        Optional.empty(),
                        false));
        pages.put("team-member", team(Optional.empty(), Optional.empty(), false));
    }

    private TeamsPage teams(OrganizationHead head, Field name) {
        return new TeamsPage(
                chrome(),
                head,
                List.of(
                        new TeamsPage.Row(
                                new TeamName("administrators"),
                                true,
                                said.apply("Admins and owners by their role, and whoever is added."),
                                Permission.CARRIED_BY_TEAMS,
                                Optional.of(PackageRole.OWNER)),
                        new TeamsPage.Row(
                                new TeamName("eng"),
                                false,
                                said.apply("Engineers, and whoever builds with them."),
                                Set.of(Permission.CREATE_PACKAGES),
                                Optional.of(PackageRole.MAINTAINER)),
                        new TeamsPage.Row(new TeamName("everyone"), true, "", Set.of(), Optional.empty())),
                name,
                Field.EMPTY,
                Optional.of("next"));
    }

    private TeamPage team(Optional<TeamPage.Form> form, Optional<Field> newcomer, boolean manages) {
        return new TeamPage(
                chrome(),
                head(Role.OWNER, EVERYTHING, Kind.COMPANY),
                new TeamName("eng"),
                said.apply("Engineers, and whoever builds with them."),
                manages ? Optional.of(new TeamPage.Founding(ADA, NOW)) : Optional.empty(),
                new TeamPage.Power(Set.of(Permission.CREATE_PACKAGES), Optional.of(PackageRole.MAINTAINER)),
                form,
                newcomer,
                manages
                        ? List.of(
                                new TeamPage.Row("ada", Optional.of(Role.OWNER), false, true),
                                new TeamPage.Row("grace", Optional.of(Role.BILLING), true, true),
                                new TeamPage.Row("service:deploy", Optional.empty(), false, true))
                        : List.of(),
                manages,
                Optional.empty());
    }

    private void machines(Map<String, Page> pages) {
        var managing = head(Role.ADMIN, EVERYTHING, Kind.COMPANY);
        pages.put(
                "machines-empty",
                new MachinesPage(
                        chrome(),
                        managing,
                        List.of(),
                        MachinesPage.Drafts.EMPTY,
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
        pages.put("machines", machines(managing, Optional.empty()));
        pages.put(
                "machines-fresh",
                machines(
                        managing,
                        Optional.of(new MachinesPage.Fresh(
                                token(Token.Kind.MACHINE),
                                said.apply("nightly build"),
                                "https://registry.example.com"))));
        pages.put(
                "machines-seen",
                machines(head(Role.MEMBER, Set.of(Permission.SEE_ORGANIZATION), Kind.COMPANY), Optional.empty()));
        pages.put(
                "machines-wrong",
                new MachinesPage(
                        chrome().withProblem(said.apply("Nothing was made yet: look below.")),
                        managing,
                        accounts(),
                        new MachinesPage.Drafts(
                                text("Build Server").wrong(said.apply("\"Build Server\" is no name.")),
                                "build-server",
                                TokensPage.Draft.EMPTY),
                        Optional.empty(),
                        List.of(),
                        Optional.empty()));
    }

    private MachinesPage machines(OrganizationHead head, Optional<MachinesPage.Fresh> fresh) {
        return new MachinesPage(
                chrome(), head, accounts(), MachinesPage.Drafts.EMPTY, fresh, machineRows(), Optional.of("next"));
    }

    private static List<MachinesPage.Account> accounts() {
        return List.of(
                new MachinesPage.Account(
                        new ServiceAccountName("build-server"), List.of(new TeamName("releases")), NOW, ADA),
                new MachinesPage.Account(
                        new ServiceAccountName("a-service-account-of-39-letters-and-sig"), List.of(), NOW, GRACE));
    }

    private List<MachinesPage.Row> machineRows() {
        return List.of(
                new MachinesPage.Row(
                        id(),
                        said.apply("nightly build"),
                        "slp_m1B2c3",
                        Optional.of(new ServiceAccountName("build-server")),
                        Optional.of(ADA),
                        EnumSet.of(Scope.READ),
                        Limits.NONE,
                        NOW,
                        Optional.of(LATER),
                        Optional.of(new Sighting(NOW, "203.0.113.7")),
                        false),
                new MachinesPage.Row(
                        id(),
                        said.apply("release"),
                        "slp_mZ9y8x",
                        Optional.empty(),
                        Optional.of(GRACE),
                        EnumSet.of(Scope.PUBLISH),
                        new Limits(Set.of(new Cidr("203.0.113.0/24")), Set.of(new PackagePattern("@acme/*"))),
                        NOW,
                        Optional.empty(),
                        Optional.empty(),
                        false),
                new MachinesPage.Row(
                        id(),
                        said.apply("old"),
                        "slp_mQ1w2e",
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Limits.NONE,
                        NOW,
                        Optional.of(NOW),
                        Optional.empty(),
                        true));
    }

    private List<TokensPage.Row> rows() {
        return List.of(
                new TokensPage.Row(
                        id(),
                        said.apply("laptop"),
                        "slp_a1B2c3",
                        EnumSet.allOf(Scope.class),
                        Limits.NONE,
                        NOW,
                        Optional.of(LATER),
                        Optional.of(new Sighting(NOW, "203.0.113.7")),
                        false),
                new TokensPage.Row(
                        id(),
                        said.apply("release script of the analytical engine"),
                        "slp_aZ9y8x",
                        EnumSet.of(Scope.PUBLISH),
                        new Limits(
                                Set.of(new Cidr("203.0.113.0/24"), new Cidr("2001:db8::/32")),
                                Set.of(new PackagePattern("@acme/*"), new PackagePattern("@acme/pad"))),
                        NOW,
                        Optional.empty(),
                        Optional.empty(),
                        false),
                new TokensPage.Row(
                        id(),
                        said.apply("old"),
                        "slp_aQ1w2e",
                        Set.of(),
                        Limits.NONE,
                        NOW,
                        Optional.of(NOW),
                        Optional.empty(),
                        true));
    }

    private SessionsPage.Row session(String device, boolean current, Optional<Sighting> seen) {
        return new SessionsPage.Row(id(), device, said.apply("GitHub"), NOW, seen, LATER, current);
    }

    private SessionsPage.Linked linked() {
        return new SessionsPage.Linked(new IdentityId("01KBJ0000000000000000000AA"), said.apply("GitHub"), NOW);
    }

    private static InvitationsPage.Open open(Email address, InvitationsPage.Mail mail) {
        return new InvitationsPage.Open(
                "01KBJ0000000000000000000AA",
                address.value(),
                Role.MEMBER,
                List.of(new TeamName("eng")),
                true,
                GRACE,
                NOW,
                LATER,
                mail);
    }

    private static InvitationsPage.Past past(InvitationsPage.Fate fate) {
        return new InvitationsPage.Past(ADDRESS.value(), Role.MEMBER, List.of(), true, GRACE, fate, NOW);
    }

    private static OrganizationHead owing(OrganizationHead head, OrganizationHead.Bill bill) {
        return new OrganizationHead(head.slug(), head.name(), head.kind(), head.role(), head.may(), bill);
    }

    private OrganizationHead head(Role role, Set<Permission> may, Kind kind) {
        return new OrganizationHead(
                ACME, said.apply("Acme Corp"), kind, role, may, new OrganizationHead.Bill.Settled());
    }

    private WaitingInvitation invitation() {
        return new WaitingInvitation(
                "01KBJ0000000000000000000AA",
                ACME,
                said.apply("Acme Corp"),
                Role.MAINTAINER,
                List.of(new TeamName("eng")),
                true,
                GRACE,
                ADDRESS,
                LATER);
    }

    private static PendingTransfer transfer() {
        return new PendingTransfer("01KBJ0000000000000000000AB", ADA, GRACE, LATER);
    }

    private List<Provider> providers() {
        return PROVIDERS.stream()
                .map(one -> new Provider(one.name(), said.apply(one.displayName())))
                .toList();
    }

    private Field text(String value) {
        return Field.of(said.apply(value));
    }

    private static Token token(Token.Kind kind) {
        return Token.draw(kind);
    }

    private static TokenId id() {
        return new TokenId("01KBJ0000000000000000000AC");
    }

    static Visitor visitor() {
        return Visitor.of(FORM);
    }

    private static Viewer viewer() {
        return Viewer.of(ADA, FORM);
    }

    static Chrome chrome() {
        return Chrome.of(ADA, 0, FORM);
    }

    private static Chrome waiting() {
        return Chrome.of(ADA, 2, FORM);
    }
}

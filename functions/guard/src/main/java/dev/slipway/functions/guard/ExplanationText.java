package dev.slipway.functions.guard;

import dev.slipway.access.Explanation;
import dev.slipway.access.Ground;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ExplainPermission;
import java.util.ArrayList;
import java.util.stream.Collectors;

/// An explanation in one sentence, or two where somebody may not: what stands against it, and what would help.
final class ExplanationText {

    private ExplanationText() {}

    static String sentence(
            OrgSlug org, ExplainPermission.Question question, ExplainPermission.Outcome.Explained explained) {
        var deed = deed(
                question.permission(),
                question.pkg().orElse("@" + org),
                question.pkg().isPresent());
        var explanation = explained.explanation();
        return explanation
                .refusal()
                .map(why -> explained.subject() + " may not " + deed + ": " + against(why, explanation, org))
                .orElseGet(() -> explained.subject() + " may " + deed + ": "
                        + explanation.grounds().stream()
                                .map(ground -> reason(ground, org))
                                .collect(Collectors.joining("; and "))
                        + ".");
    }

    private static String deed(Permission permission, String what, boolean pkg) {
        return switch (permission) {
            case SEE_ORGANIZATION -> "see " + org(what);
            case READ_PACKAGES -> pkg ? "read " + what : "read the packages of " + what;
            case PUBLISH_PACKAGES -> pkg ? "publish to " + what : "publish to all packages of " + what;
            case CREATE_PACKAGES -> pkg ? "publish " + what + " for the first time" : "create packages in " + what;
            case MANAGE_PACKAGE -> pkg ? "manage " + what : "manage all packages of " + what;
            case INVITE_MEMBERS -> "invite people to " + org(what);
            case MANAGE_MEMBERS -> "manage the members of " + org(what);
            case MANAGE_TEAMS -> "manage the teams of " + org(what);
            case MANAGE_SERVICE_ACCOUNTS -> "manage the service accounts of " + org(what);
            case ISSUE_MACHINE_TOKENS -> "issue machine tokens of " + org(what);
            case MANAGE_MACHINE_TOKENS -> "list and revoke the machine tokens of " + org(what);
            case MANAGE_WEBHOOKS -> "manage the webhooks of " + org(what);
            case READ_AUDIT_LOG -> "read the audit log of " + org(what);
            case CHANGE_SETTINGS -> "change the settings of " + org(what);
            case OWN_ORGANIZATION -> "appoint owners of, hand over or delete " + org(what);
            case MANAGE_BILLING -> "see and pay the bills of " + org(what);
            case BELONG -> "act as a member of " + org(what);
        };
    }

    /// What concerns the organization isn't asked of one of its packages.
    private static String org(String what) {
        int slash = what.indexOf('/');
        return slash < 0 ? what : what.substring(0, slash);
    }

    static String reason(Ground ground, OrgSlug org) {
        return switch (ground) {
            case Ground.OpenToAll _ -> "the package is public";
            case Ground.ByRole(var role) -> "the role " + role.wireName() + " in @" + org + " gives it";
            case Ground.BySetting _ -> "@" + org + " lets its members publish";
            case Ground.ByTeam(var _, var name) -> "the team " + name + " gives it";
            case Ground.ByTeamOfPackage(var _, var name, var role) ->
                "the team " + name + " is " + role.wireName() + " of the package";
            case Ground.ByPackage(var role) -> "being " + role.wireName() + " of the package gives it";
            case Ground.ByGrant _ -> "the package was shared with this account";
            case Ground.ByPool _ -> "the package is shared in the Pool, and this account has a place there";
            case Ground.ByMachine _ -> "it is a token of @" + org + " itself";
        };
    }

    private static String against(Refusal why, Explanation explanation, OrgSlug org) {
        return switch (why) {
            case Refusal.NotPermitted(var permission, var _) ->
                "no role, team or package gives it. " + help(explanation.remedy(), permission, org);
            case Refusal.NotFound _, Refusal.NotAMember _ ->
                "they are no member of @" + org + ", and nothing was shared with them. Somebody who may invite people"
                        + " to @" + org + " can.";
            case Refusal.OutsideAllowList(var _, var address) ->
                "the allow-list of @" + org + " doesn't have the address " + address
                        + ". Whoever may change the settings of @" + org + " can add it.";
            case Refusal.SignInElsewhere _, Refusal.PaymentDue _ ->
                "something stands at the door. " + Problem.of(why).detail();
            case Refusal.SignInFirst _,
                    Refusal.SignInAgain _,
                    Refusal.TokenUnknown _,
                    Refusal.TokenExpired _,
                    Refusal.TokenRevoked _,
                    Refusal.ScopeTooNarrow _,
                    Refusal.NotAPerson _,
                    Refusal.OutsideNetworks _,
                    Refusal.OutsidePackages _ ->
                "the token is in the way. " + Problem.of(why).detail();
        };
    }

    private static String help(Explanation.Remedy remedy, Permission permission, OrgSlug org) {
        var ways = new ArrayList<String>();
        ways.add("the role " + remedy.role().wireName());
        if (permission == Permission.MANAGE_BILLING) {
            // No admin has it, who ranks between the two.
            ways.add("the role owner");
        }
        if (remedy.setting()) {
            ways.add("the setting that members may publish");
        }
        if (remedy.team()) {
            ways.add("a team that carries " + permission.wireName());
        }
        remedy.inPackage().ifPresent(role -> ways.add("being " + role.wireName() + " of the package"));
        var who = permission == Permission.OWN_ORGANIZATION ? "An owner" : "An owner or admin";
        return "It takes " + String.join(", or ", ways) + ". " + who + " of @" + org + " can give that.";
    }
}

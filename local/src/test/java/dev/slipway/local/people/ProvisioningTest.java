package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Means;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AddMember;
import dev.slipway.org.AdmitByIssuer.Result;
import dev.slipway.org.AdmitByIssuer.What;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.DistrustIssuer;
import dev.slipway.org.Organization;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.TrustIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Who becomes a member by signing in at an issuer that an organization trusts.
class ProvisioningTest {

    private Gate gate;

    @BeforeEach
    void open() {
        gate = new Gate();
    }

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void whoever_signs_in_at_a_trusted_issuer_becomes_a_member_with_a_seat_and_an_entry() {
        var org = new OrgSlug("one");
        gate.trusting("one", Role.MAINTAINER);
        var ann = gate.known("ann");

        assertThat(gate.admit(ann)).containsExactly(new Result(org, What.JOINED));

        assertThat(gate.role(org, ann)).contains(Role.MAINTAINER);
        gate.assertCounted(org);
        assertThat(gate.logged(org, "member.joined")).hasSize(1);
        assertThat(gate.logged(org, "member.provisioned")).singleElement().satisfies(entry -> {
            assertThat(entry.get("target").s()).isEqualTo("ann");
            assertThat(Gate.detail(entry, "issuer")).isEqualTo(Elsewhere.ISSUER);
            assertThat(Gate.detail(entry, "role")).isEqualTo("maintainer");
        });
        assertThat(gate.logged(org, "provisioning.changed")).hasSize(1);
    }

    @Test
    void who_is_a_member_already_stays_what_they_are() {
        var org = new OrgSlug("two");
        var owner = gate.trusting("two", Role.MEMBER);
        var bea = gate.known("bea");
        gate.admit(bea);
        assertThat(gate.changeRole.run(People.by(owner), org, bea.handle(), Role.ADMIN))
                .isInstanceOf(ChangeRole.Outcome.Changed.class);

        assertThat(gate.admit(bea)).isEmpty();

        assertThat(gate.role(org, bea)).contains(Role.ADMIN);
        assertThat(gate.logged(org, "member.provisioned")).hasSize(1);
    }

    @Test
    void without_a_seat_nobody_joins_and_the_person_and_the_log_are_told() {
        var org = new OrgSlug("three");
        gate.trusting("three", Role.MEMBER);
        gate.admit(gate.known("cat"));
        gate.admit(gate.known("dan"));
        var eva = gate.known("eva");

        assertThat(gate.admit(eva)).containsExactly(new Result(org, What.NO_SEAT_LEFT));

        assertThat(gate.role(org, eva)).isEmpty();
        gate.assertCounted(org);
        assertThat(gate.logged(org, "member.not_provisioned")).singleElement().satisfies(entry -> {
            assertThat(entry.get("target").s()).isEqualTo("eva");
            assertThat(Gate.detail(entry, "reason")).isEqualTo("no_seat_left");
        });
        gate.set("ORG#three", "SEATS", "paid", AttributeValue.fromN("9"));
        assertThat(gate.admit(eva)).containsExactly(new Result(org, What.JOINED));
    }

    @Test
    void who_was_removed_is_not_let_in_again_until_somebody_means_it() {
        var org = new OrgSlug("four");
        var owner = gate.trusting("four", Role.MEMBER);
        var fay = gate.known("fay");
        gate.admit(fay);
        assertThat(gate.removeMember.run(People.by(owner), org, fay.handle()))
                .isInstanceOf(RemoveMember.Outcome.Removed.class);

        assertThat(gate.admit(fay)).isEmpty();
        assertThat(gate.role(org, fay)).isEmpty();
        assertThat(gate.items("DEPARTED#four")).hasSize(1);

        assertThat(gate.people.addMember.run(People.by(owner), org, fay, Role.MEMBER))
                .isInstanceOf(AddMember.Outcome.Joined.class);
        assertThat(gate.items("DEPARTED#four")).isEmpty();
        gate.assertCounted(org);
    }

    @Test
    void who_left_by_themselves_does_not_come_back_by_signing_in() {
        var org = new OrgSlug("five");
        gate.trusting("five", Role.MEMBER);
        var gil = gate.known("gil");
        gate.admit(gil);
        gate.removeMember.run(People.by(gate.everything(gil)), org, gil.handle());

        assertThat(gate.admit(gil)).isEmpty();
        assertThat(gate.role(org, gil)).isEmpty();
    }

    @Test
    void an_organization_that_is_not_paid_for_takes_nobody_in() {
        var org = new OrgSlug("six");
        gate.trusting("six", Role.MEMBER);
        gate.set(org, "worksUntil", seconds(People.NOW));
        var hal = gate.known("hal");

        assertThat(gate.admit(hal)).containsExactly(new Result(org, What.NOT_PAID_FOR));

        assertThat(gate.role(org, hal)).isEmpty();
        assertThat(gate.logged(org, "member.not_provisioned")).hasSize(1);
        gate.set(org, "worksUntil", seconds(People.NOW.plusSeconds(1)));
        assertThat(gate.admit(hal)).as("in grace").containsExactly(new Result(org, What.JOINED));
        gate.remove(org, "worksUntil");
        assertThat(gate.admit(gate.known("hope"))).as("paid").containsExactly(new Result(org, What.JOINED));
    }

    private static AttributeValue seconds(Instant when) {
        return AttributeValue.fromN(Long.toString(when.getEpochSecond()));
    }

    @Test
    void what_is_trusted_no_longer_or_deleted_takes_nobody_in() {
        var seven = new OrgSlug("seven");
        var owner = gate.trusting("seven", Role.MEMBER);
        var eight = gate.trusting("eight", Role.MEMBER);
        var ivy = gate.known("ivy");
        assertThat(gate.distrustIssuer.run(People.by(owner), seven, Gate.ISSUER))
                .isInstanceOf(DistrustIssuer.Outcome.Distrusted.class);
        gate.deleteOrganization.run(People.by(eight), new OrgSlug("eight"), "eight");

        assertThat(gate.admit(ivy)).isEmpty();

        assertThat(gate.distrustIssuer.run(People.by(owner), seven, Gate.ISSUER))
                .isEqualTo(new DistrustIssuer.Outcome.NotTrusted(Gate.ISSUER));
        assertThat(gate.items("TRUSTS#seven")).isEmpty();
        assertThat(gate.logged(seven, "provisioning.changed")).hasSize(2);
    }

    @Test
    void several_that_trust_one_issuer_all_take_somebody_in() {
        gate.trusting("nine", Role.MEMBER);
        gate.trusting("ten", Role.MAINTAINER);
        var jan = gate.known("jan");

        assertThat(gate.admit(jan))
                .contains(new Result(new OrgSlug("nine"), What.JOINED), new Result(new OrgSlug("ten"), What.JOINED));
    }

    @Test
    void signing_in_in_another_way_makes_nobody_a_member() {
        var org = new OrgSlug("eleven");
        gate.trusting("eleven", Role.MEMBER);
        var kim = gate.known("kim");

        for (var means : List.of(Means.MAIL, Means.GITHUB, Means.SETUP, new Means("https://other.example"))) {
            assertThat(gate.admitByIssuer.run(gate.door.nobody(), kim, means)).isEmpty();
        }
        assertThat(gate.role(org, kim)).isEmpty();
    }

    @Test
    void the_role_can_be_changed_and_the_same_again_is_no_change() {
        var org = new OrgSlug("twelve");
        var owner = gate.trusting("twelve", Role.MEMBER);

        gate.trust(owner, org, Role.MEMBER);
        assertThat(gate.logged(org, "provisioning.changed")).hasSize(1);
        gate.trust(owner, org, Role.MAINTAINER);
        assertThat(gate.logged(org, "provisioning.changed")).anySatisfy(entry -> {
            assertThat(Gate.detail(entry, "before")).isEqualTo("member");
            assertThat(Gate.detail(entry, "after")).isEqualTo("maintainer");
        });
        var lea = gate.known("lea");
        gate.admit(lea);
        assertThat(gate.role(org, lea)).contains(Role.MAINTAINER);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMIN", "OWNER", "BILLING"})
    void no_sign_in_makes_somebody_more_than_a_maintainer(Role role) {
        assertThatThrownBy(() -> new TrustIssuer.Wish(Gate.ISSUER, role))
                .isInstanceOfSatisfying(
                        Malformed.class, e -> assertThat(e.code()).isEqualTo("invalid_default_role"));
    }

    @Test
    void where_anybody_can_have_an_account_nobody_is_trusted() {
        var org = new OrgSlug("thirteen");
        var owner = gate.people.organization("thirteen");

        for (var means : List.of(Means.GITHUB, Means.GOOGLE)) {
            assertThat(gate.trustIssuer.run(People.by(owner), org, new TrustIssuer.Wish(means, Role.MEMBER)))
                    .isEqualTo(new TrustIssuer.Outcome.OpenToAnybody(means));
        }
        assertThat(gate.items("TRUSTS#thirteen")).isEmpty();
    }

    @Test
    void a_personal_organization_trusts_nobody() {
        var mia = gate.everything(gate.people.account("mia"));
        gate.people.found(People.by(mia), "mias-own", "Mia's", Organization.Kind.PERSONAL);
        var org = new OrgSlug("mias-own");

        assertThat(gate.trust(mia, org, Role.MEMBER)).isEqualTo(new TrustIssuer.Outcome.PersonalOrganization(org));
    }

    @Test
    void who_may_not_change_settings_or_has_signed_in_too_long_ago_trusts_nobody() {
        var org = new OrgSlug("fourteen");
        var owner = gate.people.organization("fourteen");
        var max = gate.everything(gate.people.member(owner, org, "max-fourteen", Role.MAINTAINER));
        var stale = gate.people.session(gate.people.whoIs(owner), People.NOW.minus(Duration.ofHours(2)));

        assertThat(gate.trust(max, org, Role.MEMBER)).isInstanceOf(TrustIssuer.Outcome.Refused.class);
        assertThat(gate.trust(stale, org, Role.MEMBER))
                .isEqualTo(new TrustIssuer.Outcome.Refused(new Refusal.SignInAgain()));
        assertThat(gate.distrustIssuer.run(People.by(stale), org, Gate.ISSUER))
                .isEqualTo(new DistrustIssuer.Outcome.Refused(new Refusal.SignInAgain()));
        assertThat(gate.items("TRUSTS#fourteen")).isEmpty();
    }

    @Test
    void nobody_lets_in_more_than_they_are_themselves() {
        var org = new OrgSlug("fifteen");
        var owner = gate.people.organization("fifteen");
        var nan = gate.people.member(owner, org, "nan-fifteen", Role.MEMBER);
        // As a member of the team of administrators: settings are theirs to change, and roles above their own not.
        gate.set("MEMBERS#fifteen", nan.id().value(), "teams", AttributeValue.fromSs(List.of("administrators")));

        assertThat(gate.trust(gate.everything(nan), org, Role.MAINTAINER))
                .isEqualTo(new TrustIssuer.Outcome.AboveOneself(Role.MAINTAINER));
        assertThat(gate.trust(gate.everything(nan), org, Role.MEMBER)).isInstanceOf(TrustIssuer.Outcome.Trusted.class);
    }
}

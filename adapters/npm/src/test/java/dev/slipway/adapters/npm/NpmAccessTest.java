package dev.slipway.adapters.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.Malformed;
import dev.slipway.packages.PackageName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpmAccessTest {

    private static final PackageName PAD = PackageName.parse("@acme/pad");

    @Test
    void each_address_has_its_meaning() {
        assertThat(of("GET /-/package/@acme/pad/visibility")).isEqualTo(new NpmAccess.Visibility(PAD));
        assertThat(of("GET /-/package/@acme/pad/access")).isEqualTo(new NpmAccess.Status(PAD));
        assertThat(of("POST /-/package/@acme/pad/access")).isEqualTo(new NpmAccess.SetStatus(PAD));
        assertThat(of("GET /-/package/@acme/pad/collaborators")).isEqualTo(new NpmAccess.Collaborators(PAD));
        assertThat(of("HEAD /-/package/@acme/pad/owners")).isEqualTo(new NpmAccess.Owners(PAD));
        assertThat(of("PUT /-/package/@acme/pad/owners")).isEqualTo(new NpmAccess.AddOwner(PAD));
        assertThat(of("DELETE /-/package/@acme/pad/owners/ada")).isEqualTo(new NpmAccess.RemoveOwner(PAD, "ada"));
        assertThat(of("GET /-/org/acme/package")).isEqualTo(new NpmAccess.OfOrganization("acme"));
        assertThat(of("GET /-/org/@acme/package")).isEqualTo(new NpmAccess.OfOrganization("acme"));
        assertThat(of("GET /-/user/ada/package")).isEqualTo(new NpmAccess.OfUser("ada"));
        assertThat(of("GET /-/-/package")).isEqualTo(new NpmAccess.Own());
        assertThat(of("GET /-/team/acme/eng/package")).isEqualTo(new NpmAccess.OfTeam("acme", "eng"));
        assertThat(of("PUT /-/team/acme/eng/package")).isEqualTo(new NpmAccess.Grant("acme", "eng"));
        assertThat(of("DELETE /-/team/acme/eng/package")).isEqualTo(new NpmAccess.Revoke("acme", "eng"));
        assertThat(of("GET /-/user/org.couchdb.user:ada")).isEqualTo(new NpmAccess.User("ada"));
    }

    /// Names that are words of the protocol are names all the same.
    @Test
    void a_package_may_be_called_as_what_is_asked_of_it() {
        assertThat(of("GET /-/package/@acme/owners/owners"))
                .isEqualTo(new NpmAccess.Owners(PackageName.parse("@acme/owners")));
        assertThat(of("DELETE /-/package/@acme/access/owners/owners"))
                .isEqualTo(new NpmAccess.RemoveOwner(PackageName.parse("@acme/access"), "owners"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST /-/package/@acme/pad/visibility|GET, HEAD",
                "PUT /-/package/@acme/pad/access|GET, HEAD, POST",
                "DELETE /-/package/@acme/pad/owners|GET, HEAD, PUT",
                "PUT /-/package/@acme/pad/owners/ada|DELETE",
                "POST /-/team/acme/eng/package|GET, HEAD, PUT, DELETE",
                "PUT /-/org/acme/package|GET, HEAD"
            })
    void another_method_is_told_which_would_do(String request, String allowed) {
        assertThat(of(request)).isEqualTo(new NpmAccess.MethodNotAllowed(allowed));
    }

    @ParameterizedTest
    @CsvSource({
        "GET /-/package/@acme/pad",
        "GET /-/package/@acme/pad/dist-tags",
        "GET /-/package/@acme/pad/visibility/more",
        "GET /-/package/@acme/pad/owners/ada/more",
        "GET /-/org/acme/packages",
        "GET /-/team/acme/package",
        "GET /-/user/ada",
        "GET /-/package",
        "GET /@acme/pad"
    })
    void anything_else_is_nothing_here(String request) {
        assertThat(of(request)).isEqualTo(new NpmAccess.Unknown());
    }

    @Test
    void a_name_against_the_rules_is_refused() {
        assertThatThrownBy(() -> of("GET /-/package/@Acme/pad/visibility")).isInstanceOf(Malformed.class);
    }

    private static NpmAccess of(String request) {
        int space = request.indexOf(' ');
        return NpmAccess.of(request.substring(0, space), request.substring(space + 1));
    }
}

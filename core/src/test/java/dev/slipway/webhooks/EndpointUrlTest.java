package dev.slipway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com, hooks.example.com, 443",
        "https://hooks.example.com/, hooks.example.com, 443",
        "https://hooks.example.com?key=1, hooks.example.com, 443",
        "https://hooks.example.com:8443/a/b%20c?d=e&f=%2F, hooks.example.com, 8443",
        "https://xn--bcher-kva.example/a, xn--bcher-kva.example, 443",
        "https://a-b.c1.example/a@b, a-b.c1.example, 443",
        "http://localhost:9000/hook, localhost, 9000",
        "http://hooks.example.com/, hooks.example.com, 80",
        "https://203.0.113.7/hook, 203.0.113.7, 443",
        "https://[2001:db8::7]:8443/hook, 2001:db8::7, 8443",
        "https://[::ffff:203.0.113.7]/hook, ::ffff:203.0.113.7, 443"
    })
    void a_url_is_read_into_host_and_port(String text, String host, int port) {
        var url = new EndpointUrl(text);
        assertThat(url.value()).isEqualTo(text);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.uri().getScheme()).isEqualTo(url.encrypted() ? "https" : "http");
    }

    @Test
    void scheme_and_host_are_stored_in_lower_case_and_the_rest_as_it_is() {
        assertThat(new EndpointUrl("HTTPS://Hooks.EXAMPLE.com/Path?Key=A").value())
                .isEqualTo("https://hooks.example.com/Path?Key=A");
        assertThat(new EndpointUrl("https://[2001:DB8::A]/X").value()).isEqualTo("https://[2001:db8::a]/X");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.example.com",
                "//hooks.example.com/",
                "https:hooks.example.com",
                "https:/hooks.example.com",
                "https:///hooks.example.com",
                "https:////hooks.example.com",
                "https://",
                "https://?a",
                "https://:443/",
                "ftp://hooks.example.com/",
                "file:///etc/passwd",
                "gopher://hooks.example.com/",
                "javascript:alert(1)",
                "https://user@hooks.example.com/",
                "https://user:secret@hooks.example.com/",
                "https://@hooks.example.com/",
                "https://hooks.example.com@127.0.0.1/",
                "https://hooks.example.com:secret@127.0.0.1/",
                "https://hooks.example.com\\@127.0.0.1/",
                "https://127.0.0.1\\.hooks.example.com/",
                "https://hooks.example.com/#fragment",
                "https://hooks.example.com#",
                "https://hooks.example.com:/",
                "https://hooks.example.com:0/",
                "https://hooks.example.com:00443/",
                "https://hooks.example.com:65536/",
                "https://hooks.example.com:99999/",
                "https://hooks.example.com:443:443/",
                "https://hooks.example.com:-1/",
                "https://hooks.example.com./",
                "https://.hooks.example.com/",
                "https://hooks..example.com/",
                "https://-hooks.example.com/",
                "https://hooks-.example.com/",
                "https://hooks_a.example.com/",
                "https://ho%6Fks.example.com/",
                "https://hooks.example.com%00.evil.example/",
                "https://intranet/",
                "https://localhost./",
                "https://LOCALHOST.localdomain./",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://017700000001/",
                "https://127.1/",
                "https://127.0.1/",
                "https://127.0.0.01/",
                "https://127.0.0.1./",
                "https://1.2.3.4.5/",
                "https://256.0.0.1/",
                "https://hooks.example.7/",
                "https://hooks.example.0x7f/",
                "https://[::1/",
                "https://::1/",
                "https://[]/",
                "https://[:::1]/",
                "https://[127.0.0.1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fe80::1%eth0]/",
                "https://[::1]x/",
                "https://[v1.a]/",
                " https://hooks.example.com/",
                "https://hooks.example.com/ ",
                "https://hooks.example.com/a b",
                "https://hooks.example.com/a\tb",
                "https://hooks.example.com/a\nb",
                "https://hooks.example.com/\r\nx-injected: 1",
                "https://hooks.example.com/a\u0000b",
                "https://hooks.example.com/a\u007fb",
                "https://b\u00fccher.example/",
                "https://hooks\u3002example\u3002com/",
                "https://\u2460.example.com/",
                "https://hooks.example.com/\u00fc",
                "https://hooks.example.com/%",
                "https://hooks.example.com/%zz",
                "https://hooks.example.com/a|b",
                "https://hooks.example.com/<a>"
            })
    void whatever_two_programs_could_read_as_two_hosts_is_refused(String text) {
        assertThatThrownBy(() -> new EndpointUrl(text))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.code()).isEqualTo("invalid_url"));
    }

    @Test
    void a_url_has_at_most_2048_characters() {
        var longest = "https://hooks.example.com/" + "a".repeat(EndpointUrl.LONGEST - 26);
        assertThat(new EndpointUrl(longest).value()).hasSize(EndpointUrl.LONGEST);
        assertThatThrownBy(() -> new EndpointUrl(longest + "a")).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new EndpointUrl("https://" + "a.".repeat(200) + "example/"))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void what_stands_behind_the_host_is_shown_to_those_alone_who_manage_webhooks() {
        assertThat(new EndpointUrl("https://hooks.example.com:8443/T00/B00/secret?key=1").shown())
                .isEqualTo("https://hooks.example.com:8443/…");
        assertThat(new EndpointUrl("https://hooks.example.com?key=1").shown()).isEqualTo("https://hooks.example.com/…");
        assertThat(new EndpointUrl("https://hooks.example.com/").shown()).isEqualTo("https://hooks.example.com");
        assertThat(new EndpointUrl("https://hooks.example.com/secret")).hasToString("https://hooks.example.com/…");
    }
}

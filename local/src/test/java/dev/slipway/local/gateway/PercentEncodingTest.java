package dev.slipway.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {

    /// What the real gateway did with these paths, as captured by hotsock/voker.
    @ParameterizedTest
    @CsvSource({
        "/capture/plain, /capture/plain",
        "/capture/space%20value, /capture/space value",
        "/capture/question%3Fvalue, /capture/question",
        "/capture/hash%23value, /capture/hash#value",
        "/capture/slash%2Fvalue, /capture/slash/value",
        "/capture/unicode-%CE%BB-%E4%B8%96%E7%95%8C, /capture/unicode-λ-世界",
        "/capture/literal%252Fvalue, /capture/literal/value",
        "/capture/literal%253Fvalue, /capture/literal?value",
        "/capture/literal%2525value, /capture/literal%value"
    })
    void a_path_is_decoded_as_the_real_gateway_was_seen_to_decode_it(String sent, String received) {
        assertThat(PercentEncoding.path(sent)).isEqualTo(received);
    }

    @Test
    void a_plus_in_a_path_stays_a_plus() {
        assertThat(PercentEncoding.path("/a+b%20c")).isEqualTo("/a+b c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/percent%25done", "/%zz", "/%2", "/%", "/latin1-%E9", "/overlong-%C0%AF", "/twice-%25E9"})
    void a_path_that_does_not_decode_is_refused(String sent) {
        assertThatThrownBy(() -> PercentEncoding.path(sent)).isInstanceOf(Refused.class);
    }

    @Test
    void query_parameters_are_decoded_and_those_of_one_name_joined() {
        var query = "repeat=one&repeat=two&redirect=https%3A%2F%2Fexample.com%2Fa&literalPlus=a+b&encodedPlus=a%2Bb";
        assertThat(PercentEncoding.parameters(query))
                .containsExactly(
                        Map.entry("repeat", "one,two"),
                        Map.entry("redirect", "https://example.com/a"),
                        Map.entry("literalPlus", "a b"),
                        Map.entry("encodedPlus", "a+b"));
    }

    @Test
    void a_parameter_without_a_value_is_empty() {
        assertThat(PercentEncoding.parameters("&write&empty=&"))
                .containsEntry("write", "")
                .containsEntry("empty", "")
                .hasSize(2);
    }

    @Test
    void a_parameter_is_decoded_only_once() {
        assertThat(PercentEncoding.parameters("a=%2525")).containsEntry("a", "%25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%2", "%E9=1"})
    void a_query_that_does_not_decode_is_refused(String query) {
        assertThatThrownBy(() -> PercentEncoding.parameters(query)).isInstanceOf(Refused.class);
    }
}

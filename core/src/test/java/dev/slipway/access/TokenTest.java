package dev.slipway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    @ParameterizedTest
    @EnumSource(Token.Kind.class)
    void a_drawn_token_can_be_read_again(Token.Kind kind) {
        var token = Token.draw(kind);

        assertThat(Token.read(token.secret(), kind)).contains(token);
        assertThat(token.secret()).matches("slp_[a-z][0-9A-Za-z]{49}");
    }

    @Test
    void a_token_is_not_read_in_place_of_one_for_something_else() {
        for (var kind : Token.Kind.values()) {
            var others = EnumSet.complementOf(EnumSet.of(kind)).toArray(Token.Kind[]::new);
            assertThat(Token.read(Token.draw(kind).secret(), others[0], others)).isEmpty();
        }
    }

    @Test
    void no_two_tokens_are_the_same() {
        assertThat(Token.draw(Token.Kind.ACCESS).secret())
                .isNotEqualTo(Token.draw(Token.Kind.ACCESS).secret());
    }

    @Test
    void a_token_with_one_character_mistyped_is_not_read() {
        var secret = Token.draw(Token.Kind.ACCESS).secret();
        for (int i = 5; i < secret.length(); i++) {
            var other = secret.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(Token.read(secret.substring(0, i) + other + secret.substring(i + 1), Token.Kind.ACCESS))
                    .as("character %d", i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "slp_", "npm_0123456789", "slp_a", "Bearer slp_a", "slp_z0000000000000000000000000000000000"
            })
    void what_is_no_token_of_ours_is_not_read(String text) {
        assertThat(Token.read(text, Token.Kind.ACCESS, Token.Kind.MACHINE)).isEmpty();
    }

    @Test
    void a_token_cut_short_is_not_read() {
        var secret = Token.draw(Token.Kind.MACHINE).secret();

        assertThat(Token.read(secret.substring(0, secret.length() - 1), Token.Kind.MACHINE))
                .isEmpty();
    }

    @Test
    void a_token_does_not_show_itself() {
        var token = Token.draw(Token.Kind.ACCESS);

        assertThat(token.toString()).isEqualTo("***");
        assertThat(token.hash().value()).doesNotContain(token.secret()).hasSize(64);
    }

    @Test
    void a_token_of_another_form_cannot_be_made() {
        assertThatThrownBy(() -> new Token("secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}

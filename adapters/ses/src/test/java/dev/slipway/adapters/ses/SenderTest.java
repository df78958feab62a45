package dev.slipway.adapters.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no-reply@example.com|no-reply@example.com",
                "`  No-Reply@Example.com `|no-reply@example.com",
                "Slipway <no-reply@example.com>|\"Slipway\" <no-reply@example.com>",
                "Acme, Inc. <a@example.com>|\"Acme, Inc.\" <a@example.com>",
                "a@b.c <a@example.com>|\"a@b.c\" <a@example.com>",
                "Pöst <a@example.com>|=?UTF-8?B?UMO2c3Q=?= <a@example.com>",
            })
    void a_sender_is_an_address_or_a_name_and_an_address(String text, String header) {
        assertThat(Sender.of(text).header()).isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Slipway",
                "<no-reply@example.com>",
                "Slipway <no-reply@example.com",
                "Slipway <nobody>",
                "Slipway <a@example.com> <b@example.com>",
                "Slipway <a@example.com>, b@example.com",
                "Slip\r\nBcc: b@example.com <a@example.com>",
                "Slip\"way <a@example.com>"
            })
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Sender.of(text)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_name_has_an_end() {
        assertThatThrownBy(() -> Sender.of("x".repeat(41) + " <a@example.com>"))
                .isInstanceOf(IllegalStateException.class);
    }
}

package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// That the check itself finds what is wrong.
class ContractTest {

    private static final Contract.Operation WHOAMI = new Contract.Operation("get", "/-/whoami");

    private final Contract contract = Contract.read();

    @Test
    void what_is_as_described_passes() {
        assertThat(contract.complaints(WHOAMI, "", 200, "application/json", "{\"username\":\"ada\"}"))
                .isEmpty();
    }

    @Test
    void another_body_another_status_and_another_operation_do_not() {
        assertThat(contract.complaints(WHOAMI, "", 200, "application/json", "{\"user\":1}"))
                .isNotEmpty();
        assertThat(contract.complaints(WHOAMI, "", 200, "text/html", "<p>ada</p>"))
                .isNotEmpty();
        assertThat(contract.complaints(WHOAMI, "", 418, "application/json", "{}"))
                .isNotEmpty();
        assertThat(contract.complaints(new Contract.Operation("post", "/-/whoami"), "", 200, "application/json", "{}"))
                .containsExactly("POST /-/whoami is not described");
    }
}

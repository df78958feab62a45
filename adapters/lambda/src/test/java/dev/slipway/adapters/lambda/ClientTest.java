package dev.slipway.adapters.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientTest {

    @ParameterizedTest
    @CsvSource({
        "npm/11.19.0 node/v24.1.0 linux x64 workspaces/false, npm",
        "pnpm/12.0.1 npm/? node/v24.1.0 linux x64, pnpm",
        "yarn/1.22.22 npm/? node/v24.1.0 linux x64, yarn",
        "got (https://github.com/sindresorhus/got), berry",
        "Bun/1.3.1, bun",
        "slipway/0.1.0, slipway",
        "tank-cli/0.16.5, tank",
        "Mozilla/5.0 (X11; Linux x86_64), browser"
    })
    void is_told_by_the_user_agent(String userAgent, String name) {
        assertThat(Client.of(userAgent).shownName()).isEqualTo(name);
    }

    @Test
    void anything_else_is_other() {
        assertThat(Client.of("")).isEqualTo(Client.OTHER);
        assertThat(Client.of("curl/8.5.0 npm/11")).isEqualTo(Client.OTHER);
    }
}

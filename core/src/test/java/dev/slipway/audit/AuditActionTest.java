package dev.slipway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AuditActionTest {

    @Test
    void every_action_has_a_name_of_its_own() {
        assertThat(ActionNames.ALL.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(AuditAction.class.getPermittedSubclasses())
                        .<Class<? extends AuditAction>>map(type -> type.asSubclass(AuditAction.class))
                        .toList());
        assertThat(ActionNames.ALL.values())
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z_]+\\.[a-z_]+"));
    }
}

package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.gateway.Node;
import dev.slipway.local.gateway.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackTest {

    private static final Path ROOT = Path.of(System.getProperty("slipway.root", "."));
    private static final List<String> STRIPE =
            List.of("StripeApiKeyParameter", "StripeWebhookSecretsParameter", "StripeSeatPrice", "StripePoolSeatPrice");

    @Test
    void without_a_key_of_stripes_no_function_bills() throws IOException {
        var template = Template.read(ROOT.resolve("template.yaml"));
        var stack = stack(template, Map.of());

        for (var function : template.functions()) {
            assertThat(stack.resolve(function.environment().get("BILLING")))
                    .as(function.logicalId())
                    .isEqualTo("off");
        }
        for (var parameter : STRIPE) {
            assertThat(stack.resolve(ref(parameter))).as(parameter).isEmpty();
        }
    }

    @Test
    void with_a_key_of_stripes_all_know_that_it_is_on() throws IOException {
        var template = Template.read(ROOT.resolve("template.yaml"));
        var stack = stack(template, Map.of("StripeApiKeyParameter", "/slipway/stripe-api-key"));

        for (var function : template.functions()) {
            assertThat(stack.resolve(function.environment().get("BILLING")))
                    .as(function.logicalId())
                    .isEqualTo("on");
        }
    }

    /// The prices and the secret alone switch nothing on: whoever forgets the key finds billing off, and not half of
    /// it.
    @Test
    void the_other_parameters_switch_nothing_on() throws IOException {
        var template = Template.read(ROOT.resolve("template.yaml"));
        var stack = stack(template, Map.of("StripeSeatPrice", "price_1", "StripePoolSeatPrice", "price_2"));

        assertThat(stack.resolve(
                        template.function("OrganizationFunction").environment().get("BILLING")))
                .isEqualTo("off");
        assertThat(stack.resolve(ref("StripeSeatPrice"))).isEqualTo("price_1");
    }

    @Test
    void conditions_may_name_each_other() {
        var stack = stack(Template.parse("""
                Parameters:
                  Key: {Type: String, Default: ""}
                Conditions:
                  HasKey: !Not [!Equals [!Ref Key, ""]]
                  HasNone: !Not [!Condition HasKey]
                Resources: {}
                """), Map.of());

        assertThat(stack.resolve(choice("HasKey"))).isEqualTo("no");
        assertThat(stack.resolve(choice("HasNone"))).isEqualTo("yes");
    }

    @Test
    void what_it_does_not_know_is_refused_and_not_left_out() {
        var stack = stack(Template.parse("Resources: {}\n"), Map.of());

        assertThatThrownBy(() -> stack.resolve(choice("HasKey")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("no condition HasKey");
        assertThatThrownBy(() -> stack.resolve(ref("Key")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("can't resolve");
        assertThatThrownBy(() -> stack.resolve(new Node.Intrinsic("Fn::Sub", new Node.Text("${Key}"))))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("Fn::Sub");
    }

    private static Stack stack(Template template, Map<String, String> parameters) {
        return new Stack(template, parameters, Map.of());
    }

    private static Node ref(String parameter) {
        return new Node.Intrinsic("Ref", new Node.Text(parameter));
    }

    private static Node choice(String condition) {
        return new Node.Intrinsic(
                "Fn::If", new Node.Items(List.of(new Node.Text(condition), new Node.Text("yes"), new Node.Text("no"))));
    }
}

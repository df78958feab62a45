package dev.slipway.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictnessTest {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST|/v1/customers|nmae=Acme|parameter_unknown|nmae|Received unknown parameter: nmae",
                "POST|/v1/customers|address[stret]=x|parameter_unknown|address[stret]|Received unknown parameter",
                "POST|/v1/customers|email=nobody|email_invalid|email|Invalid email address: nobody",
                "POST|/v1/customers|phone=|parameter_invalid_empty|phone|You passed an empty string for 'phone'",
                "POST|/v1/customers|name[first]=A||name|Invalid string",
                "POST|/v1/customers|metadata=x||metadata|Invalid object",
                "POST|/v1/customers|tax_exempt=perhaps||tax_exempt|must be one of",
                "POST|/v1/customers|balance=5|parameter_unknown|balance|The stand-in for Stripe doesn't know",
                "POST|/v1/customers|test_clock=clock_x|resource_missing|test_clock|No such test clock: 'clock_x'",
                "POST|/v1/checkout/sessions|mode=subscription|parameter_missing|line_items|Missing required param",
                "POST|/v1/checkout/sessions|mode=weird||mode|must be one of payment, setup, or subscription",
                "POST|/v1/checkout/sessions|mode=subscription&line_items[0][qty]=1|parameter_unknown|line_items[0][qty]|Received unknown parameter",
                "POST|/v1/checkout/sessions|mode=subscription&line_items[0][quantity]=1&success_url=x|parameter_missing|line_items[0][price]|Missing required param: line_items[0][price].",
                "POST|/v1/checkout/sessions|line_items=3||line_items|Invalid array",
                "POST|/v1/checkout/sessions|automatic_tax[enabled]=true|parameter_unknown|automatic_tax|doesn't know the parameter automatic_tax",
                "POST|/v1/subscriptions|customer=cus_x&items[0][price]=p|resource_missing|customer|No such customer: 'cus_x'",
                "POST|/v1/subscriptions|customer=cus_x&items[0][price]=p&items[0][quantity]=many|parameter_invalid_integer|items[0][quantity]|Invalid integer: many",
                "POST|/v1/subscriptions/sub_x|cancel_at_period_end=maybe||cancel_at_period_end|Invalid boolean: maybe",
                "POST|/v1/subscriptions/sub_x|proration_behavior=all||proration_behavior|must be one of",
                "POST|/v1/subscriptions/sub_x||resource_missing|id|No such subscription: 'sub_x'",
                "DELETE|/v1/subscriptions/sub_x||resource_missing|id|No such subscription: 'sub_x'",
                "POST|/v1/invoices/create_preview||parameter_missing|customer|You must provide one of",
                "POST|/v1/billing_portal/sessions||parameter_missing|customer|Missing required param: customer.",
                "POST|/v1/billing_portal/sessions|customer=cus_x|resource_missing|customer|No such customer",
                "GET|/v1/invoices?limit=0||parameter_invalid_integer|limit|greater than or equal to 1",
                "GET|/v1/invoices?limit=101||parameter_invalid_integer|limit|less than or equal to 100",
                "GET|/v1/invoices?starting_after=in_x||resource_missing|starting_after|No such invoice: 'in_x'",
                "GET|/v1/invoices?status=late|||status|must be one of",
                "GET|/v1/invoices/in_x||resource_missing|id|No such invoice: 'in_x'",
                "GET|/v1/events/evt_x||resource_missing|id|No such event: 'evt_x'",
                "GET|/v1/prices?expand[]=data.currency|||expand|This property cannot be expanded (data.currency).",
            })
    void what_stripe_refuses_is_refused_in_its_words(
            String method, String path, String body, String code, String param, String words) {
        var response = shop.api(method, path, body == null ? "" : body);
        assertThat(response.statusCode()).isIn(400, 404);
        var error = Shop.error(response);
        assertThat(error.get("type").getAsString()).isEqualTo("invalid_request_error");
        assertThat(error.get("param").getAsString()).isEqualTo(param);
        assertThat(error.has("code") ? error.get("code").getAsString() : null).isEqualTo(code);
        assertThat(error.get("message").getAsString()).contains(words);
        assertThat(response.headers().firstValue("Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
        assertThat(shop.stripe.events()).isEmpty();
    }

    @Test
    void a_wrong_key_and_none_are_refused() {
        assertThatThrownBy(() -> shop.client("sk_test_wrong").v1().customers().list())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("Invalid API Key provided");
        var none = shop.raw("GET", "/v1/customers", "", Map.of());
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(Shop.error(none).get("message").getAsString()).startsWith("You did not provide an API key.");
    }

    @Test
    void another_version_of_the_api_is_refused() {
        var response = shop.raw(
                "GET",
                "/v1/customers",
                "",
                Map.of("Authorization", "Bearer " + shop.stripe.apiKey(), "Stripe-Version", "2020-08-27"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Shop.error(response).get("message").getAsString()).contains("2020-08-27");
    }

    @Test
    void a_body_of_json_is_refused() {
        var response = shop.raw(
                "POST",
                "/v1/customers",
                "{\"name\":\"Acme\"}",
                Map.of("Authorization", "Bearer " + shop.stripe.apiKey(), "Content-Type", "application/json"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(shop.stripe.events()).isEmpty();
    }

    @Test
    void an_operation_that_is_not_built_is_refused() {
        assertThatThrownBy(() -> shop.client.v1().charges().list())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Unrecognized request URL (GET: /v1/charges)");
    }

    @Test
    void metadata_has_limits() {
        var tooLong = shop.api("POST", "/v1/customers", "metadata[a]=" + "x".repeat(501));
        assertThat(Shop.error(tooLong).get("message").getAsString()).contains("500 characters");
        var many = new StringBuilder();
        for (int i = 0; i < 51; i++) {
            many.append("&metadata[k").append(i).append("]=v");
        }
        assertThat(Shop.error(shop.api("POST", "/v1/customers", many.substring(1)))
                        .get("message")
                        .getAsString())
                .contains("50 keys");
        assertThat(shop.api("POST", "/v1/customers", "metadata[a]=" + "x".repeat(500))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_page_of_another_host_is_not_answered() {
        // The JDK's client doesn't let a Host be given: a socket does.
        try (var socket =
                new Socket(InetAddress.ofLiteral("127.0.0.1"), shop.stripe.url().getPort())) {
            socket.getOutputStream()
                    .write("GET /_stand-in/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 421");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.slipway.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How the gateway treats sockets, ports and threads.
@Timeout(60)
class GatewayConnectionTest {

    @Test
    void clients_are_told_the_name_localhost() {
        try (var api = Api.echo("$default")) {
            assertThat(api.gateway().url()).isEqualTo("http://localhost:" + api.port());
        }
    }

    @Test
    void a_connection_serves_one_request_after_another() throws Exception {
        try (var api = Api.echo("$default");
                var client = api.connect()) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.ask(new byte[i * 1000], "POST /" + i).body()).contains("\"rawPath\":\"/" + i + "\"");
            }
        }
    }

    @Test
    void requests_that_come_at_once_are_answered_in_turn() throws Exception {
        try (var api = Api.echo("$default");
                var client = api.connect()) {
            client.write(RawClient.head("GET /1") + RawClient.head("GET /2") + RawClient.head("GET /3"));

            assertThat(client.read(true).body()).contains("\"rawPath\":\"/1\"");
            assertThat(client.read(true).body()).contains("\"rawPath\":\"/2\"");
            assertThat(client.read(true).body()).contains("\"rawPath\":\"/3\"");
        }
    }

    @Test
    void a_connection_outlives_a_body_that_nobody_wanted() throws Exception {
        try (var api = Api.echo("GET /a");
                var client = api.connect()) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.ask(new byte[1_000_000], "PUT /nowhere").status())
                        .isEqualTo(404);
            }
            assertThat(client.ask("GET /a").status()).isEqualTo(200);
        }
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on() throws Exception {
        try (var api = Api.echo("$default");
                var client = api.connect()) {
            client.write(RawClient.head("PUT /a", "Content-Length: 3", "Expect: 100-continue"));

            assertThat(client.read(false).status()).isEqualTo(100);
            client.write("abc");
            assertThat(client.read(true).body()).contains("YWJj");
        }
    }

    /// The stall is 40 ms and more; the bound leaves room for a busy machine.
    @Test
    void no_answer_waits_for_a_delayed_acknowledgement() throws Exception {
        for (int size : new int[] {10, 5_000, 20_000, 200_000}) {
            try (var api = Api.returning("\"" + "x".repeat(size) + "\"");
                    var client = api.connect()) {
                var times = new long[101];
                for (int i = 0; i < times.length; i++) {
                    var start = System.nanoTime();
                    assertThat(client.ask("GET /").body()).hasSize(size);
                    times[i] = System.nanoTime() - start;
                }
                Arrays.sort(times);
                assertThat(Duration.ofNanos(times[times.length / 2]))
                        .as("median for %d bytes", size)
                        .isLessThan(Duration.ofMillis(20));
            }
        }
    }

    @Test
    void a_client_that_leaves_in_the_middle_disturbs_nobody() throws Exception {
        try (var api = Api.echo("$default")) {
            try (var client = api.connect()) {
                client.write(RawClient.head("PUT /a", "Content-Length: 1000") + "half");
            }
            assertThat(api.get("/").statusCode()).isEqualTo(200);
            assertThat(api.log).isEmpty();
        }
    }

    @Test
    void a_busy_port_is_said_so() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var gateway = new Gateway(
                    Template.parse(Api.template("GET /")), _ -> Api.ECHO, other.getLocalPort(), InstantSource.system());

            assertThatThrownBy(gateway::start)
                    .isInstanceOf(PortTaken.class)
                    .hasMessageContaining("port " + other.getLocalPort() + " is in use");
            gateway.stop();
        }
    }

    @Test
    void a_gateway_that_was_not_started_has_no_address() {
        try (var gateway =
                new Gateway(Template.parse(Api.template("GET /")), _ -> Api.ECHO, 0, InstantSource.system())) {
            assertThatThrownBy(gateway::url).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void nobody_outside_the_machine_can_reach_it() throws Exception {
        try (var api = Api.echo("$default")) {
            var outside = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .toList();
            for (var address : outside) {
                assertThatThrownBy(() -> new Socket(address, api.port()).close())
                        .isInstanceOf(ConnectException.class);
            }
        }
    }

    @Test
    void stopping_cuts_a_running_request_and_leaves_no_thread_and_no_port() throws Exception {
        var entered = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var before = threads();
        var api = Api.answering(
                (_, _, _) -> {
                    entered.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException _) {
                        interrupted.countDown();
                    }
                },
                "$default");
        try (var client = api.connect()) {
            client.write(RawClient.head("GET /"));
            entered.await();
            var port = api.port();
            var start = System.nanoTime();
            api.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(client.closedByServer()).isTrue();
            interrupted.await();
            assertThat(threads()).isEqualTo(before);
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
    }

    @Test
    void a_handler_sees_the_bytes_of_the_event_and_its_result_is_what_it_wrote() throws Exception {
        try (var api = Api.answering(
                (in, out, _) -> {
                    var event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    out.write(event.startsWith("{\"version\":\"2.0\"") ? '1' : '0');
                },
                "$default")) {
            assertThat(api.get("/").body()).isEqualTo("1");
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("HTTP-Dispatcher"))
                .count();
    }
}

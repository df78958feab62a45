package dev.slipway.local.backends;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.access.Presented;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.s3.S3Tarballs;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.identity.OpenAccount;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.local.Storage;
import dev.slipway.packages.TarballKey;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.dynamodb.services.local.main.ServerRunner;

class BackendTest {

    private static final byte[] BYTES = "a tarball".getBytes(UTF_8);

    @ParameterizedTest
    @EnumSource
    void a_backend_that_is_here_keeps_items_and_objects_and_begins_empty_each_time(Backend backend) {
        assumeTrue(backend.whyMissing().isEmpty(), () -> backend.whyMissing().orElseThrow());

        for (int i = 0; i < 2; i++) {
            try (var cloud = backend.open()) {
                assertKeepsItemsAndObjects(cloud);
            }
        }
    }

    /// What `-Dbackend=endpoint` does with servers elsewhere, here with two that this test starts.
    @Test
    void any_endpoint_will_do() throws Exception {
        var port = freePort();
        var server = ServerRunner.createServerFromCommandLineArgs(
                new String[] {"-inMemory", "-port", Integer.toString(port), "-disableTelemetry"});
        server.start();
        try (var storage = Storage.inMemory()) {
            var dynamoDb = URI.create("http://127.0.0.1:" + port);
            try (var cloud = Cloud.at(dynamoDb, storage.endpoint(), storage.credentials())) {
                assertKeepsItemsAndObjects(cloud);
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void what_is_asked_for_by_name_and_missing_fails_instead_of_being_skipped() {
        var missing = Map.of(Backend.LOCALSTACK, "there is no Docker here", Backend.ENDPOINT, "it is not set");

        assertThat(Backend.choose("auto", missing)).containsExactly(Backend.EMBEDDED);
        assertThat(Backend.choose("embedded", missing)).containsExactly(Backend.EMBEDDED);
        assertThat(Backend.choose("auto", Map.of())).containsExactly(Backend.values());
        assertThatThrownBy(() -> Backend.choose("localstack", missing))
                .hasMessage("-Dbackend=localstack is asked for, but there is no Docker here");
        assertThat(Backend.report(List.of(Backend.EMBEDDED), Map.of(Backend.LOCALSTACK, "there is no Docker here")))
                .isEqualTo("Backends: EMBEDDED, without LOCALSTACK (there is no Docker here)");
    }

    private static void assertKeepsItemsAndObjects(Cloud cloud) {
        var openAccount = new OpenAccount(new DynamoAccounts(cloud.table()), Ids.random());
        var visit = new Visit(new Presented.Nothing(), Origin.INSIDE, "", Instant.EPOCH);

        assertThat(openAccount.run(visit, new Handle("ada"))).isInstanceOf(OpenAccount.Outcome.Opened.class);
        assertThat(openAccount.run(visit, new Handle("ada"))).isInstanceOf(OpenAccount.Outcome.HandleTaken.class);

        var tarballs = new S3Tarballs(cloud.bucket());
        var key = new TarballKey("tarballs/@acme/pad/1.0.0/it is & stays.tgz");
        tarballs.store(key, BYTES);
        assertThat(tarballs.link(key))
                .satisfies(link -> assertThat(link.toURL().openStream()).hasBinaryContent(BYTES));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

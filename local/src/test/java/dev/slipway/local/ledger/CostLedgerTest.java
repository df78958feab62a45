package dev.slipway.local.ledger;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.access.Principal;
import dev.slipway.adapters.dynamodb.DynamoPackages;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.audit.AuditAction.VersionInstalled;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What everything costs, counted, against what `docs/costs.md` says that it costs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostLedgerTest {

    private static final Path PAGE = Path.of(System.getProperty("slipway.root", "."), "docs", "costs.md");

    /// Numbers in an item, such as the size of a tarball, take as many bytes as they have digits.
    private static final int A_FEW_DIGITS = 3;

    private List<Measurement> measurements;
    private Map<String, Integer> itemSizes;
    private List<Markdown.Table> page;

    @BeforeAll
    void count() throws IOException {
        try (var registry = MeteredRegistry.start()) {
            measurements = Workload.of(registry);
            itemSizes = registry.largestItems();
        }
        page = Markdown.tables(Files.readString(PAGE));
    }

    @Test
    void everything_costs_what_the_page_says() {
        var ledger = Ledger.of(measurements);
        assertThat(Row.differences(ledger.rows(), ledger()))
                .as("docs/costs.md is not right; these tables are:\n\n%s", ledger.markdown())
                .isEmpty();
    }

    @Test
    void the_bills_of_the_page_are_its_ledger_times_its_prices() {
        var prices = PriceList.read(page);
        var full = Bill.row(ledger(), Workload.FULL, "member");
        var unchanged = Bill.row(ledger(), Workload.UNCHANGED, "member");
        var tarball = Bill.row(ledger(), Workload.TARBALL, "member");
        var look = Bill.row(ledger(), Workload.ABBREVIATED, "member");
        var publish = Bill.row(ledger(), Workload.PUBLISH, "maintainer");

        var bills = List.of(
                Bill.of("a million installs: packument and tarball", prices, full, tarball),
                Bill.of("a million installs: 304 and tarball", prices, unchanged, tarball),
                Bill.of("a million installs: tarball alone", prices, tarball),
                Bill.of("a million publishes", prices, look, publish));
        var summary = Markdown.header(Bill.SUMMARY)
                + bills.stream().map(Bill::summary).collect(joining());

        assertThat(page.stream().map(Markdown.Table::markdown))
                .containsAll(bills.stream().map(Bill::markdown).toList())
                .contains(summary);
    }

    @Test
    void items_are_as_large_as_the_page_says() {
        var written = new LinkedHashMap<String, Integer>();
        tablesOf(List.of("item", "bytes"))
                .forEach(row -> written.put(
                        row.getFirst(), Integer.valueOf(row.getLast().replace(",", ""))));

        assertThat(written)
                .isNotEmpty()
                .allSatisfy((item, bytes) ->
                        assertThat(itemSizes.get(item)).as(item).isCloseTo(bytes, within(A_FEW_DIGITS)));
    }

    /// It isn't right about batches and transactions, and only the rules are asked for those. Nor is it about a strong
    /// query that finds nothing, which it calls free: of a person's search that is what was shared with them.
    @Test
    void the_rules_of_billing_agree_with_dynamodb_local_where_it_is_right() {
        assertThat(measurements)
                .filteredOn(each -> each.section() == Measurement.Section.REGISTRY)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.cost().readBilled())
                        .as(each.operation())
                        .isEqualTo(each.cost().readReported() + (findsNothingShared(each) ? 1 : 0)));
        assertThat(measurements)
                .filteredOn(each -> each.cost().itemsWritten() == 1)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.cost().writeBilled())
                        .as(each.operation())
                        .isEqualTo(each.cost().writeReported()));
    }

    private static boolean findsNothingShared(Measurement each) {
        return each.operation().startsWith("search") && each.who().equals("member");
    }

    @Test
    void reading_a_package_costs_the_same_at_1_100_and_5_000_versions() {
        var reads = measurements.stream()
                .filter(each -> each.section() == Measurement.Section.PACKAGES && each.versions() > 0)
                .toList();

        assertThat(reads).hasSize(2 * 8 * Workload.VERSIONS.size()).allMatch(read -> read.sameCost(atOneVersion(read)));
    }

    @Test
    void a_packument_is_at_most_two_trips_to_the_table_one_after_the_other() {
        assertThat(measurements)
                .filteredOn(each -> each.operation().startsWith("packument"))
                .filteredOn(each -> !each.operation().contains("in the Pool"))
                .isNotEmpty()
                .allSatisfy(each -> {
                    assertThat(each.cost().trips()).as(each.operation()).isLessThanOrEqualTo(2);
                    assertThat(each.cost().itemsRead()).as(each.operation()).isLessThanOrEqualTo(4);
                    assertThat(each.cost().itemsWritten()).as(each.operation()).isZero();
                });
    }

    @Test
    void what_is_in_the_pool_costs_a_member_no_trip_and_somebody_with_a_place_one_more() {
        assertThat(measurements)
                .filteredOn(each -> each.operation().equals(Workload.FULL + ", in the Pool"))
                .extracting(
                        each -> each.who(),
                        each -> each.cost().trips(),
                        each -> each.cost().readBilled())
                .containsExactly(tuple("member", 2, 5.0), tuple("outsider with a place", 3, 7.0));
    }

    @Test
    void what_a_publish_costs_in_the_table_does_not_grow_with_the_versions() {
        assertThat(measurements)
                .filteredOn(each -> each.operation().startsWith(Workload.PUBLISH) && each.versions() > 0)
                .hasSize(3 * Workload.VERSIONS.size())
                .allSatisfy(each -> assertThat(each.cost().inTheTable())
                        .isEqualTo(atOneVersion(each).cost().inTheTable()));
    }

    @Test
    void an_install_writes_one_line_of_the_audit_log_or_one_number_and_nothing_else() {
        assertThat(measurements)
                .filteredOn(each -> each.section() == Measurement.Section.PACKAGES
                        && !each.cost().partitions().isEmpty())
                .isNotEmpty()
                .allSatisfy(each -> {
                    assertThat(each.operation()).startsWith(Workload.TARBALL);
                    assertThat(each.cost().partitions())
                            .singleElement()
                            .asString()
                            .matches(
                                    each.who().equals(Caller.ANONYMOUS.title())
                                            ? "DOWNLOADS#@acme/[a-z0-9-]+#[0-7]"
                                            : "INSTALLS#acme#[0-9A-HJKMNP-TV-Z]");
                });
    }

    /// In one second, of one package, by one person: what could be hot is. A partition takes 1,000 writes a second.
    @Test
    void of_5_000_installs_no_partition_takes_more_than_one_in_twenty() {
        var installs = new PutKeys();
        var packages = new DynamoPackages(new Table(installs.client(), "table"));
        var person = new Principal.Person(new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB"), new Handle("mia"));
        var origin = new Origin("203.0.113.7", "npm", "JKJaXmPLvHcESHA=");
        var ids = Ids.random();

        for (int i = 0; i < 5_000; i++) {
            var at = MeteredRegistry.START.plusNanos(i * 200_000L);
            packages.recordInstall(new AuditEntry(
                    ids.next(at),
                    new Book.OfOrganization(People.ORGANIZATION),
                    at,
                    person,
                    origin,
                    new VersionInstalled("@acme/pad", "1.0.0")));
        }

        var shares = new HashMap<String, Integer>();
        installs.partitions().forEach(partition -> shares.merge(partition, 1, Integer::sum));
        assertThat(installs.partitions()).hasSize(5_000);
        assertThat(shares).hasSize(32);
        assertThat(Collections.max(shares.values())).isLessThanOrEqualTo(250);
    }

    private Measurement atOneVersion(Measurement measurement) {
        return measurements.stream()
                .filter(each -> each.versions() == 1
                        && each.operation().equals(measurement.operation())
                        && each.who().equals(measurement.who()))
                .findFirst()
                .orElseThrow();
    }

    private List<Row> ledger() {
        return tablesOf(Row.HEADER).stream().map(Row::read).toList();
    }

    /// The rows of all tables of the page that have this header.
    private List<List<String>> tablesOf(List<String> header) {
        return page.stream()
                .filter(table -> table.header().equals(header))
                .flatMap(table -> table.rows().stream())
                .toList();
    }
}

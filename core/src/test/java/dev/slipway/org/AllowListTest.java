package dev.slipway.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.access.Door;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Malformed;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AllowListTest {

    @Test
    void a_range_within_another_is_left_out_and_told_with_the_widest_that_has_it() {
        var list = AllowList.of(List.of("10.1.2.0/24", "10.0.0.0/8", "10.1.0.0/16", "192.0.2.0/24"));

        assertThat(list.networks()).containsExactly(new Cidr("10.0.0.0/8"), new Cidr("192.0.2.0/24"));
        assertThat(list.changed())
                .extracting(AllowList.Line::written, AllowList.Line::within)
                .containsExactly(
                        tuple("10.1.2.0/24", Optional.of(new Cidr("10.0.0.0/8"))),
                        tuple("10.1.0.0/16", Optional.of(new Cidr("10.0.0.0/8"))));
    }

    @Test
    void of_two_that_are_the_same_the_first_is_kept() {
        var list = AllowList.of(List.of("203.0.113.0/24", "203.0.113.0/24", "::ffff:203.0.113.0/120"));

        assertThat(list.networks()).containsExactly(new Cidr("203.0.113.0/24"));
        assertThat(list.changed()).hasSize(2).allMatch(line -> line.within().isPresent());
    }

    @Test
    void bits_beyond_the_prefix_are_told() {
        var list = AllowList.of(List.of(" 203.0.113.77/24 ", "198.51.100.7", "2001:db8::1/32", "2001:db9::/32"));

        assertThat(list.changed())
                .extracting(AllowList.Line::written)
                .containsExactly("203.0.113.77/24", "2001:db8::1/32");
    }

    @Test
    void neighbours_and_ranges_of_the_other_kind_stand_by_themselves() {
        var list = AllowList.of(List.of("203.0.113.0/25", "203.0.113.128/25", "::/0", "0.0.0.0/0"));

        assertThat(list.networks()).containsExactly(new Cidr("::/0"), new Cidr("0.0.0.0/0"));
        assertThat(AllowList.of(List.of("203.0.113.0/25", "203.0.113.128/25", "::/0"))
                        .networks())
                .hasSize(3);
    }

    @Test
    void there_are_a_hundred_at_most_not_counting_those_within_others() {
        var most = IntStream.range(0, Door.MOST_NETWORKS)
                .mapToObj(i -> "10." + i + ".0.0/16")
                .toList();
        var within = IntStream.range(0, 50).mapToObj(i -> "10." + i + ".7.0/24");

        var all = Stream.concat(most.stream(), within).toList();
        assertThat(AllowList.of(all).networks()).hasSize(Door.MOST_NETWORKS);
        var more = Stream.concat(most.stream(), Stream.of("192.0.2.0/24")).toList();
        assertThatThrownBy(() -> AllowList.of(more))
                .isInstanceOfSatisfying(
                        Malformed.class, e -> assertThat(e.code()).isEqualTo("too_many_networks"));
    }

    @Test
    void what_is_no_range_is_refused_and_nothing_is_anywhere() {
        assertThatThrownBy(() -> AllowList.of(List.of("203.0.113.0/24", "office")))
                .isInstanceOfSatisfying(
                        Malformed.class, e -> assertThat(e.code()).isEqualTo("invalid_cidr"));
        assertThat(AllowList.of(List.of()).networks()).isEmpty();
    }
}

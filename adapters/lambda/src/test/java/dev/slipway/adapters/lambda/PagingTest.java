package dev.slipway.adapters.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    private static final Paging MEMBERS = Paging.of("members", "acme");
    private static final String POSITION = "01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB";

    @Test
    void a_list_begins_at_its_beginning_with_50() throws IOException {
        assertThat(MEMBERS.slice(asking(""))).isEqualTo(Slice.first(50));
    }

    @Test
    void a_list_goes_on_where_it_ended() throws IOException {
        assertThat(MEMBERS.slice(asking("limit=2&cursor=" + cursor(MEMBERS))))
                .isEqualTo(new Slice(Optional.of(new Position(POSITION)), 2));
    }

    @Test
    void the_last_part_has_no_cursor() {
        assertThat(MEMBERS.next(new Page<>(List.of("one"), Optional.empty()))).isEmpty();
    }

    @Test
    void a_cursor_does_not_show_what_it_holds() {
        assertThat(cursor(MEMBERS)).doesNotContain(POSITION).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void a_cursor_is_no_use_in_another_organization_or_for_another_list() {
        for (var other : List.of(Paging.of("members", "globex"), Paging.of("invitations", "acme"))) {
            assertRefused(MEMBERS, "cursor=" + cursor(other), "invalid_cursor");
        }
    }

    @Test
    void a_cursor_that_was_changed_anywhere_is_refused() {
        var cursor = cursor(MEMBERS);
        for (int i = 0; i < cursor.length(); i++) {
            var changed = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'B' : 'A') + cursor.substring(i + 1);
            assertRefused(MEMBERS, "cursor=" + changed, "invalid_cursor");
        }
    }

    @Test
    void a_cursor_that_was_cut_or_made_up_is_refused() {
        var cursor = cursor(MEMBERS);
        for (int length = 0; length < cursor.length(); length++) {
            assertRefused(MEMBERS, "cursor=" + cursor.substring(0, length), "invalid_cursor");
        }
        var plain = Base64.getUrlEncoder().encodeToString(POSITION.getBytes(StandardCharsets.UTF_8));
        for (var made : List.of(POSITION, plain, cursor + "A", cursor + "=", "%C3%BC", "A".repeat(10_000))) {
            assertRefused(MEMBERS, "cursor=" + made, "invalid_cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "1000000"})
    void a_part_has_1_to_200_items(String limit) {
        assertRefused(MEMBERS, "limit=" + limit, "invalid_limit");
    }

    @Test
    void a_limit_is_a_whole_number() {
        assertRefused(MEMBERS, "limit=ten", "invalid_number");
    }

    private static String cursor(Paging list) {
        return list.next(new Page<>(List.of("one"), Optional.of(new Position(POSITION))))
                .orElseThrow();
    }

    private static void assertRefused(Paging list, String query, String code) {
        assertThatThrownBy(() -> list.slice(asking(query)))
                .as(query)
                .isInstanceOfSatisfying(
                        Malformed.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static HttpRequest asking(String query) throws IOException {
        return HttpRequest.read(Events.get("/api/v1/orgs/acme/members").query(query).stream());
    }
}

package org.liftlock.dao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private static Cursor cursorOf(String item) {
        return Cursor.of("items", item);
    }

    @Test
    void hasANextPageWhereOneItemMoreWasFetched() {
        Page<String> page = Page.of(PageRequest.first(2), List.of("a", "b", "c"), PageTest::cursorOf);

        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.next()).contains(new PageRequest(2, Optional.of(cursorOf("b"))));
    }

    @Test
    void endsWhereNothingMoreWasFetched() {
        Page<String> page = Page.of(PageRequest.first(2), List.of("a", "b"), PageTest::cursorOf);

        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void goesOnFromATokenThatAClientHandsBack() {
        Page<String> page = Page.of(PageRequest.first(1), List.of("a", "b"), PageTest::cursorOf);
        String token = page.next().orElseThrow().after().orElseThrow().token();

        assertThat(PageRequest.after(1, token)).isEqualTo(page.next().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, PageRequest.MAX_SIZE + 1})
    void refusesASizeOutOfRange(int size) {
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> PageRequest.first(size))
                .returns(ErrorKind.BAD_DATA, DaoException::kind);
    }
}

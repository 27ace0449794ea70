package org.liftlock.migration.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liftlock.migration.report.SchemaReport.ForeignKey;
import org.liftlock.migration.report.SchemaReport.Table;
import org.liftlock.migration.source.SqliteSql;

/**
 * Draws tables and the foreign keys between them as SVG: parents on the left, children to the right of all their parents,
 * each layer ordered by where its parents lie (the barycentre rule of Sugiyama, Tagawa and Toda, 1981). Use once.
 */
final class SchemaPicture {

    private static final int MOST_TABLES = 300;
    private static final int WIDTH = 190;
    private static final int HEIGHT = 40;
    private static final int GAP_ACROSS = 80;
    private static final int GAP_DOWN = 14;
    private static final int MARGIN = 10;
    private static final int LETTERS = 24;
    private static final int LONE_IN_A_ROW = 4;

    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, List<ForeignKey>> keys = new LinkedHashMap<>();
    private final Map<String, Integer> layers = new HashMap<>();
    private final Map<String, int[]> places = new LinkedHashMap<>();
    private int width = 2 * MARGIN;
    private int height = 2 * MARGIN;

    private SchemaPicture(List<Table> all) {
        for (int i = 0; i < all.size(); i++) {
            tables.put(key(all.get(i).source()), all.get(i));
            numbers.put(key(all.get(i).source()), i);
        }
        tables.forEach((name, table) -> keys.put(
                name,
                table.foreignKeys().stream()
                        .filter(foreignKey -> tables.containsKey(key(foreignKey.parent())))
                        .toList()));
    }

    /**
     * Draws.
     *
     * @param tables the tables
     * @return an SVG element whose boxes lead to {@code #table-N}, or a sentence where there is nothing that a picture
     *     would show
     */
    static String of(List<Table> tables) {
        long joined =
                tables.stream().mapToLong(table -> table.foreignKeys().size()).sum();
        if (joined == 0) {
            return "<p>No foreign keys join these tables.</p>\n";
        }
        if (tables.size() > MOST_TABLES) {
            return "<p>" + Figures.count(tables.size()) + " tables and " + Figures.count(joined)
                    + " foreign keys are too many for a picture.</p>\n";
        }
        return new SchemaPicture(tables).draw();
    }

    private String draw() {
        Set<String> joined = new HashSet<>();
        keys.forEach((child, some) -> some.forEach(foreignKey -> {
            joined.add(child);
            joined.add(key(foreignKey.parent()));
        }));
        List<String> lone =
                tables.keySet().stream().filter(name -> !joined.contains(name)).toList();
        joined.forEach(name -> layer(name, new HashSet<>()));
        placeLayers(joined);
        placeLone(lone);
        StringBuilder svg = new StringBuilder("<div class=\"scroll\"><svg role=\"img\" aria-label=\"Tables and foreign"
                + " keys\" width=\"" + width + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height
                + "\">\n");
        keys.forEach((child, some) -> some.forEach(foreignKey -> edge(child, foreignKey, svg)));
        places.forEach((name, place) -> box(name, place, svg));
        return svg.append("</svg></div>\n").toString();
    }

    /** One more than the highest of its parents; an edge that closes a circle does not count. */
    private int layer(String name, Set<String> above) {
        Integer known = layers.get(name);
        if (known != null) {
            return known;
        }
        above.add(name);
        int layer = 0;
        for (ForeignKey foreignKey : keys.getOrDefault(name, List.of())) {
            String parent = key(foreignKey.parent());
            if (!above.contains(parent)) {
                layer = Math.max(layer, layer(parent, above) + 1);
            }
        }
        above.remove(name);
        layers.put(name, layer);
        return layer;
    }

    private void placeLayers(Set<String> joined) {
        List<List<String>> byLayer = new ArrayList<>();
        tables.keySet().stream().filter(joined::contains).forEach(name -> {
            int layer = layers.getOrDefault(name, 0);
            while (byLayer.size() <= layer) {
                byLayer.add(new ArrayList<>());
            }
            byLayer.get(layer).add(name);
        });
        Map<String, Double> heights = new HashMap<>();
        for (int layer = 0; layer < byLayer.size(); layer++) {
            List<String> names = byLayer.get(layer);
            if (layer > 0) {
                names.sort(Comparator.comparingDouble(name -> barycentre(name, heights)));
            }
            for (int i = 0; i < names.size(); i++) {
                int y = MARGIN + i * (HEIGHT + GAP_DOWN);
                heights.put(names.get(i), (double) y);
                place(names.get(i), MARGIN + layer * (WIDTH + GAP_ACROSS), y);
            }
        }
    }

    private double barycentre(String name, Map<String, Double> heights) {
        return keys.getOrDefault(name, List.of()).stream()
                .map(foreignKey -> heights.get(key(foreignKey.parent())))
                .filter(y -> y != null)
                .mapToDouble(y -> y)
                .average()
                .orElse(0);
    }

    private void placeLone(List<String> names) {
        int top = height - MARGIN + (names.isEmpty() ? 0 : 2 * GAP_DOWN);
        for (int i = 0; i < names.size(); i++) {
            place(
                    names.get(i),
                    MARGIN + i % LONE_IN_A_ROW * (WIDTH + GAP_DOWN),
                    top + i / LONE_IN_A_ROW * (HEIGHT + GAP_DOWN));
        }
    }

    private void place(String name, int x, int y) {
        places.put(name, new int[] {x, y});
        width = Math.max(width, x + WIDTH + MARGIN);
        height = Math.max(height, y + HEIGHT + MARGIN);
    }

    private void edge(String child, ForeignKey foreignKey, StringBuilder svg) {
        int[] from = places.get(child);
        int[] to = places.get(key(foreignKey.parent()));
        if (from == null || to == null) {
            return;
        }
        String path;
        if (from == to) {
            int x = from[0] + WIDTH;
            path = "M" + x + " " + (from[1] + 12) + " c30 -6 30 22 0 16";
        } else if (to[0] < from[0]) {
            path = curve(from[0], from[1], to[0] + WIDTH, to[1], -GAP_ACROSS / 2);
        } else {
            path = curve(from[0] + WIDTH, from[1], to[0] + (to[0] > from[0] ? 0 : WIDTH), to[1], GAP_ACROSS / 2);
        }
        String kind = foreignKey.orphans() > 0 ? " class=\"fault\"" : foreignKey.kept() ? "" : " class=\"lost\"";
        svg.append("<path")
                .append(kind)
                .append(" d=\"")
                .append(path)
                .append("\"><title>")
                .append(HtmlPage.escaped(title(child, foreignKey)))
                .append("</title></path>\n");
    }

    private static String curve(int x1, int y1, int x2, int y2, int bend) {
        int back = x2 < x1 ? -bend : bend;
        int second = bend < 0 ? x2 - bend : x2 == x1 ? x2 + bend : x2 - Math.abs(back);
        int middle = HEIGHT / 2;
        return "M" + x1 + " " + (y1 + middle) + " C" + (x1 + bend) + " " + (y1 + middle) + " " + second + " "
                + (y2 + middle) + " " + x2 + " " + (y2 + middle);
    }

    private String title(String child, ForeignKey foreignKey) {
        Table table = tables.get(child);
        String words = (table == null ? child : table.source()) + "(" + String.join(", ", foreignKey.columns()) + ") → "
                + foreignKey.parent();
        if (foreignKey.orphans() > 0) {
            return words + ": " + Figures.count(foreignKey.orphans(), "row breaks it", "rows break it");
        }
        return foreignKey.kept() ? words : words + ": not carried over";
    }

    private void box(String name, int[] place, StringBuilder svg) {
        Table table = tables.get(name);
        if (table == null) {
            return;
        }
        String shown = table.source().codePointCount(0, table.source().length()) > LETTERS
                ? table.source().substring(0, table.source().offsetByCodePoints(0, LETTERS - 1)) + "…"
                : table.source();
        svg.append("<a href=\"#table-")
                .append(numbers.getOrDefault(name, 0))
                .append("\"><title>")
                .append(HtmlPage.escaped(table.source()))
                .append("</title><rect rx=\"4\" x=\"")
                .append(place[0])
                .append("\" y=\"")
                .append(place[1])
                .append("\" width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\"/><text x=\"")
                .append(place[0] + 8)
                .append("\" y=\"")
                .append(place[1] + 17)
                .append("\">")
                .append(HtmlPage.escaped(shown))
                .append("</text><text class=\"small\" x=\"")
                .append(place[0] + 8)
                .append("\" y=\"")
                .append(place[1] + 32)
                .append("\">")
                .append(table.target() == null ? "left out" : Figures.count(table.rows(), "row", "rows"))
                .append("</text></a>\n");
    }

    private static String key(String name) {
        return SqliteSql.folded(name);
    }
}

package org.liftlock.migration.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * One page under construction: its head, its style, its only script, and tables. The page allows no network and no script
 * but this one, by its hash (W3C Content Security Policy Level 3), so that nothing from a database can run. Not
 * thread-safe.
 */
final class HtmlPage {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2330; --paper: #fff; --card: #f5f7fa; --line: #d8dde6; --quiet: #5b6575; --link: #1f5fa8;
              --blocker: #a4133c; --fault: #b33a05; --warning: #7a5600; --note: #35618e; --good: #1d6b3a }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --paper: #14181f; --card: #1c222c; --line: #343c49; --quiet: #9aa5b5; --link: #8fc1f5;
              --blocker: #ff8fa8; --fault: #ffab7a; --warning: #f0c64f; --note: #8fc1f5; --good: #7fd6a0 } }
            * { box-sizing: border-box } html { scroll-padding-top: 1rem }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 76rem; margin: 1.5rem auto 4rem; padding: 0 1rem }
            h1 { font-size: 1.4rem; margin: 0 0 .2rem; overflow-wrap: anywhere } h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem } h3 { font-size: 1rem; margin: 1rem 0 .4rem }
            a { color: var(--link) } nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: .6rem 0 1rem }
            .decision { border-left: .4rem solid; padding: .7rem 1rem; background: var(--card); margin: 1rem 0 } .decision strong { font-size: 1.1rem } .decision p { margin: .2rem 0 0; color: var(--ink) }
            .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .6rem; margin: 1rem 0; padding: 0 }
            .tiles div { background: var(--card); padding: .5rem .8rem } .tiles dt { color: var(--quiet); font-size: .85rem } .tiles dd { margin: 0; font-weight: 600; overflow-wrap: anywhere }
            .scroll { overflow-x: auto } table { border-collapse: collapse; width: 100% }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top }
            th { color: var(--quiet); font-weight: 600; white-space: nowrap } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
            tfoot td { font-weight: 600 } code, bdi { overflow-wrap: anywhere } code, pre { font: .87em/1.45 ui-monospace, monospace }
            pre { background: var(--card); padding: .6rem .8rem; margin: 0; overflow: auto; max-height: 30rem; white-space: pre-wrap; overflow-wrap: anywhere }
            .blocker { color: var(--blocker) } .fault { color: var(--fault) } .warning { color: var(--warning) } .note { color: var(--note) } .good { color: var(--good) } .quiet { color: var(--quiet) }
            .filter { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; margin: .4rem 0 .8rem } .filter input[type=search] { font: inherit; padding: .2rem .5rem; flex: 1 1 12rem; max-width: 24rem; color: inherit; background: var(--card); border: 1px solid var(--line) }
            details { border-bottom: 1px solid var(--line) } summary { cursor: pointer; padding: .4rem 0 } summary .quiet { margin-left: .6rem } details > div, details > table { margin-bottom: .8rem }
            .sides { display: grid; grid-template-columns: 1fr 1fr; gap: .8rem } .sides > div { min-width: 0 }
            .bar { display: flex; height: .5rem; width: 7rem; background: var(--line); overflow: hidden; margin-top: .45rem } .bar i { display: block; height: 100% }
            .c-integer { background: #4c8bd6 } .c-real { background: #7a6bd0 } .c-text { background: #3f9d6b } .c-blob { background: #c77f2a } .c-null { background: transparent }
            svg { display: block; max-width: none } svg text { font: 13px system-ui, sans-serif; fill: var(--ink) } svg .small { font-size: 11px; fill: var(--quiet) }
            svg rect { fill: var(--card); stroke: var(--line) } svg path { fill: none; stroke: var(--quiet); stroke-width: 1.2; stroke-opacity: .6 } svg path.fault { stroke-opacity: 1; stroke: var(--fault); stroke-dasharray: 5 3 } svg path.lost { stroke: var(--warning); stroke-dasharray: 1 3 } svg a:hover rect { stroke: var(--link) }
            ol li { margin-bottom: .5rem } .whole { white-space: nowrap } .where { display: inline-block; min-width: 10rem } td > bdi:only-child { display: inline-block; min-width: 7rem } [hidden] { display: none }
            @media (max-width: 48rem) { .sides { grid-template-columns: 1fr } body { font-size: 14px } .cards thead { display: none } .cards tr:not([hidden]), .cards td { display: block } .cards tr { border-bottom: 1px solid var(--line); padding: .4rem 0 } .cards td { border: 0; padding: .05rem 0 } }
            @media print { .filter, nav { display: none } pre { max-height: none } }
            """;

    private static final String SCRIPT = """
            (() => {
              const find = document.getElementById('find'), boxes = [...document.querySelectorAll('.filter input[type=checkbox]')];
              const rows = [...document.querySelectorAll('tr[data-weight]')], shown = document.getElementById('shown');
              const apply = () => {
                const words = find.value.toLowerCase().split(/\\s+/).filter(Boolean), weights = boxes.filter(box => box.checked).map(box => box.value);
                let count = 0;
                for (const row of rows) {
                  const text = row.textContent.toLowerCase();
                  row.hidden = !weights.includes(row.dataset.weight) || !words.every(word => text.includes(word));
                  count += row.hidden ? 0 : 1;
                }
                shown.textContent = count + ' of ' + rows.length;
              };
              if (find) { find.form.hidden = false; find.form.addEventListener('input', apply); find.form.addEventListener('submit', event => event.preventDefault()); apply(); }
              const open = () => { const part = location.hash && document.getElementById(location.hash.slice(1)); if (part && part.tagName === 'DETAILS') part.open = true; };
              addEventListener('hashchange', open); open();
            })();
            """;

    private final StringBuilder html = new StringBuilder(65_536);
    private boolean[] numeric = {};

    HtmlPage(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                        + " 'unsafe-inline'; script-src 'sha256-")
                .append(digest(SCRIPT))
                .append("'\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(name(title))
                .append("</h1>\n");
    }

    private static String digest(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Appends markup; whatever comes from outside must have been through {@link #escaped} or {@link #name}. */
    HtmlPage add(String markup) {
        html.append(markup);
        return this;
    }

    void section(String id, String title) {
        add("<h2 id=\"" + id + "\">").add(escaped(title)).add("</h2>\n");
    }

    /** Begins a table; headings that begin with # are of columns of numbers. */
    void beginTable(String... headings) {
        beginTable("", headings);
    }

    /** A table whose rows become cards on a narrow screen. */
    void beginCards(String... headings) {
        beginTable(" class=\"cards\"", headings);
    }

    private void beginTable(String attributes, String[] headings) {
        numeric = new boolean[headings.length];
        add("<div class=\"scroll\"><table").add(attributes).add("><thead><tr>");
        for (int i = 0; i < headings.length; i++) {
            numeric[i] = headings[i].startsWith("#");
            add(numeric[i] ? "<th class=\"n\">" : "<th>")
                    .add(escaped(numeric[i] ? headings[i].substring(1) : headings[i]))
                    .add("</th>");
        }
        add("</tr></thead><tbody>\n");
    }

    void row(String... cells) {
        rowWith("", cells);
    }

    /** A row whose tag has attributes. */
    void rowWith(String attributes, String... cells) {
        add("<tr").add(attributes).add(">");
        for (int i = 0; i < cells.length; i++) {
            add(numeric[i] ? "<td class=\"n\">" : "<td>").add(cells[i]).add("</td>");
        }
        add("</tr>\n");
    }

    void foot() {
        add("</tbody><tfoot>\n");
    }

    void endTable() {
        add("</table></div>\n");
    }

    String end() {
        return html.append("<script>")
                .append(SCRIPT)
                .append("</script>\n</body>\n</html>\n")
                .toString();
    }

    static String name(String text) {
        return "<bdi>" + escaped(text) + "</bdi>";
    }

    /** Statements keep their lines. */
    static String statement(String sql) {
        return sql.lines()
                .map(HtmlPage::escaped)
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }

    static String escaped(String text) {
        return VisibleText.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

package dev.latchkey.app.administration;

import com.google.common.collect.ImmutableList;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A list of a server's, read page by page.
 *
 * @param list the field of an answer in which the list is
 * @param key the field of an item by which the next page is asked for
 */
record RemotePages(RemoteSession session, String method, String list, String key) {

    private static final int PAGE = 1_000;

    /**
     * The items that {@code parameters} ask for.
     *
     * @param next the parameter by which the next page is asked for
     * @param most at most so many
     */
    ImmutableList<JsonObject> all(Map<String, String> parameters, String next, int most) {
        ImmutableList.Builder<JsonObject> all = ImmutableList.builder();
        Map<String, String> asked = new LinkedHashMap<>(parameters);
        int left = most;
        while (left > 0) {
            int limit = Math.min(left, PAGE);
            asked.put("limit", String.valueOf(limit));
            ImmutableList<JsonObject> page = session.read(method, asked).getJsonArray(list).stream()
                    .map(JsonObject.class::cast)
                    .collect(ImmutableList.toImmutableList());
            all.addAll(page);
            if (page.size() < limit) {
                break;
            }
            asked.put(next, String.valueOf(page.get(page.size() - 1).getValue(key)));
            left -= page.size();
        }
        return all.build();
    }
}

package org.liftlock.sample.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What Jetty refuses before any route sees it, such as an address that cannot be decoded, as a problem too. */
final class JettyProblems implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ProblemType type = ProblemType.ofStatus(response.getStatus());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        byte[] body = Json.MAPPER.writeValueAsBytes(
                Json.object().put("type", type.uri()).put("title", type.title()).put("status", response.getStatus()));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}

package dev.latchkey.app;

import java.util.Locale;

/** Requests of HTTP/1.1 as text. */
final class RawHttp {

    static final String SIGN_IN = "/1.0/users/authentication/rest/signin";
    static final String UPLOAD = "/1.0/storage/uploader/rest/upload";
    static final String FORM = "application/x-www-form-urlencoded";
    static final String BOUNDARY = "B";
    static final String MULTIPART = "multipart/form-data; boundary=" + BOUNDARY;

    private RawHttp() {}

    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    static String post(String path, String contentType, String body) {
        return postHead(path, contentType, body.length()) + body;
    }

    /** A request whose body is still to come. */
    static String postHead(String path, String contentType, long length) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                + length + "\r\n\r\n";
    }

    /** A request whose body comes in chunks. */
    static String chunkedHead(String path, String contentType) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType
                + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    static String field(String name, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    /** What stands before a file's content. */
    static String fileHead(String name) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    }

    /** The path of a method of the platform. */
    static String path(String method) {
        int dot = method.lastIndexOf('.');
        return "/1.0/" + method.substring(0, dot).replace('.', '/') + "/rest/"
                + method.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}

package dev.latchkey.http;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.DiskFileUpload;
import io.netty.handler.codec.http.multipart.FileUpload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the parts of one multipart body are kept: fields in memory, as many bytes each as a whole call may have, and files in
 * a directory, or in memory where none is taken. For one thread at a time.
 */
final class MultipartData extends DefaultHttpDataFactory {

    private final Optional<Path> directory;
    private final List<DiskFileUpload> files = new ArrayList<>();

    /** @param directory where files go; absent where the method takes none */
    MultipartData(Optional<Path> directory) {
        super(false, StandardCharsets.UTF_8);
        this.directory = directory;
    }

    boolean takesFiles() {
        return directory.isPresent();
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name, long definedSize) {
        return limited(super.createAttribute(request, name, definedSize));
    }

    @Override
    public Attribute createAttribute(HttpRequest request, String name) {
        return limited(super.createAttribute(request, name));
    }

    @Override
    public FileUpload createFileUpload(
            HttpRequest request,
            String name,
            String filename,
            String contentType,
            String contentTransferEncoding,
            Charset charset,
            long size) {
        if (directory.isEmpty()) {
            return super.createFileUpload(request, name, filename, contentType, contentTransferEncoding, charset, size);
        }
        DiskFileUpload file = new DiskFileUpload(
                name,
                filename,
                contentType,
                contentTransferEncoding,
                charset,
                size,
                directory.get().toString(),
                false);
        files.add(file);
        return file;
    }

    /** Removes all files that were begun, and what is in memory. */
    void deleteFiles() {
        cleanAllHttpData();
        for (DiskFileUpload file : files) {
            try {
                if (file.getFile() != null) {
                    Files.deleteIfExists(file.getFile().toPath());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Attribute limited(Attribute attribute) {
        attribute.setMaxSize(PlatformServer.MAX_BODY);
        return attribute;
    }
}

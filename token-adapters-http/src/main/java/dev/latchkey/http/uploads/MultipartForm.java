package dev.latchkey.http.uploads;

import dev.latchkey.http.Doorkeeper;
import dev.latchkey.http.EarlyAnswerException;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Reading;
import dev.latchkey.http.bounds.BodyBytes;
import dev.latchkey.http.bounds.BodyMemory;
import dev.latchkey.http.bounds.Bounds;
import dev.latchkey.http.multipart.BrokenMultipartException;
import dev.latchkey.http.multipart.MultipartParser;
import dev.latchkey.http.multipart.PartHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One body of {@code multipart/form-data} as it comes in: its fields in memory and, where its method takes one, its file on
 * disk, as soon as its caller is known and let in; whichever comes first. It blocks where a file is taken. Safe for use by many
 * threads, one after the other.
 */
final class MultipartForm {

    /** What a field costs beside its text. */
    private static final int FIELD_OVERHEAD = 64;

    /** The only field that can name a caller. */
    private static final String CREDENTIAL = "session";

    private final Optional<Uploads> uploads;
    private final Doorkeeper doorkeeper;
    private final BodyMemory.Share memory;
    private final MultipartParser parser;
    private final long length;
    private final List<Map.Entry<String, String>> fields = new ArrayList<>();
    private final BodyBytes text = new BodyBytes();
    private Optional<IncomingFile> file = Optional.empty();
    private long bytes;
    private boolean closed;

    /**
     * @param uploads where its file goes; absent where its method takes none, and files in it are dropped
     * @param contentType with the boundary
     * @param length how many bytes the body says that it has; 0 where it does not
     * @throws InvalidParameterException if there is no boundary
     */
    MultipartForm(
            Optional<Uploads> uploads,
            Doorkeeper doorkeeper,
            BodyMemory.Share memory,
            String contentType,
            long length) {
        this.uploads = uploads;
        this.doorkeeper = doorkeeper;
        this.memory = memory;
        this.length = length;
        try {
            this.parser = new MultipartParser(MultipartParser.boundary(contentType), new Told());
        } catch (BrokenMultipartException e) {
            throw broken(e);
        }
    }

    /** Takes the next piece; nothing once it is closed. */
    synchronized void take(byte[] piece) {
        if (closed) {
            return;
        }
        bytes += piece.length;
        long most = uploads.map(Uploads::maxSize).orElse((long) Bounds.MAX_BODY);
        if (bytes > most) {
            throw EarlyAnswerException.tooLarge(most);
        }
        try {
            parser.feed(piece);
        } catch (BrokenMultipartException e) {
            throw broken(e);
        }
    }

    /** What there is in it, once all has come. */
    synchronized Reading end() {
        try {
            parser.end();
        } catch (BrokenMultipartException e) {
            throw broken(e);
        }
        file.filter(waiting -> !waiting.isAdmitted()).ifPresent(this::admit);
        return new Reading(List.copyOf(fields), file.map(IncomingFile::finish), this::close);
    }

    /** Gives back all that it holds: memory, file and place. More than once is no error. */
    synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        memory.close();
        if (file.isPresent()) {
            try {
                file.get().close();
            } catch (IOException e) {
                throw new UncheckedIOException("an upload was not removed", e);
            }
        }
    }

    private void admit(IncomingFile waiting) {
        // What is still to come may be fields as well as the file.
        long atLeast = Math.max(0, length - bytes - 2L * Bounds.MAX_BODY);
        waiting.admit(doorkeeper.admit(List.copyOf(fields)), atLeast);
    }

    private void admitIfNamed(IncomingFile waiting) {
        if (!waiting.isAdmitted() && doorkeeper.namesCaller(fields)) {
            admit(waiting);
        }
    }

    private static InvalidParameterException broken(BrokenMultipartException e) {
        return new InvalidParameterException("body", "it is no sound multipart/form-data: " + e.getMessage());
    }

    /** What the parser tells. */
    private final class Told implements MultipartParser.Parts {

        private PartHead part = new PartHead("", Optional.empty(), StandardCharsets.UTF_8);

        @Override
        public void begin(PartHead head) {
            part = head;
            if (!head.isFile()) {
                memory.take(FIELD_OVERHEAD + head.name().length());
            } else if (uploads.isPresent()) {
                if (file.isPresent()) {
                    throw new InvalidParameterException("file", "there is more than one: send one a call");
                }
                IncomingFile begun =
                        new IncomingFile(lastSegment(head.fileName().orElseThrow()), uploads.get(), memory);
                file = Optional.of(begun);
                admitIfNamed(begun);
            }
        }

        @Override
        public void content(byte[] piece, int from, int length) {
            if (!part.isFile()) {
                memory.take(length);
                text.append(piece, from, length);
            } else {
                file.ifPresent(incoming -> incoming.write(piece, from, length));
            }
        }

        @Override
        public void end() {
            if (part.isFile()) {
                return;
            }
            fields.add(Map.entry(part.name(), decoded()));
            text.clear();
            if (part.name().equalsIgnoreCase(CREDENTIAL)) { // at other fields nothing new is known
                file.ifPresent(MultipartForm.this::admitIfNamed);
            }
        }

        private String decoded() {
            try {
                return part.charset()
                        .newDecoder()
                        .decode(ByteBuffer.wrap(text.toByteArray()))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new InvalidParameterException("body", "a field of it is not UTF-8");
            }
        }
    }

    /** RFC 7578, 4.2: directories in a name are the client's own. */
    private static String lastSegment(String fileName) {
        int sign = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
        return fileName.substring(sign + 1);
    }
}

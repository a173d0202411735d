package dev.latchkey.app.platform;

import io.swagger.v3.oas.models.ExternalDocumentation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.tags.Tag;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a document's operations are described: their own {@code externalDocs}, or else their first tag's or the document's. */
final class DocumentationLinks {

    private final Optional<String> ofDocument;
    private final Map<String, String> byTag = new HashMap<>();
    private final Warnings warnings;
    private final Set<String> told = new HashSet<>();

    DocumentationLinks(OpenAPI document, Warnings warnings) {
        this.warnings = warnings;
        this.ofDocument = url(document.getExternalDocs());
        if (document.getTags() != null) {
            for (Tag tag : document.getTags()) {
                url(tag.getExternalDocs()).ifPresent(url -> byTag.putIfAbsent(String.valueOf(tag.getName()), url));
            }
        }
    }

    /** The operation's link; empty, with a warning, if it is none to a web page. */
    Optional<URI> of(Operation operation, Place place) {
        Stream<String> tags = operation.getTags() == null ? Stream.empty() : operation.getTags().stream();
        return url(operation.getExternalDocs())
                .or(() -> tags.findFirst().map(byTag::get))
                .or(() -> ofDocument)
                .flatMap(url -> parsed(url, place));
    }

    private Optional<URI> parsed(String url, Place place) {
        try {
            return Optional.of(WebAddress.parse(url));
        } catch (IllegalArgumentException e) {
            if (told.add(url)) {
                warnings.add(
                        place,
                        "the link to documentation " + Shown.quoted(url)
                                + " is left out; write a URL that begins with https:// or http://");
            }
            return Optional.empty();
        }
    }

    private static Optional<String> url(@Nullable ExternalDocumentation documentation) {
        return Optional.ofNullable(documentation)
                .map(ExternalDocumentation::getUrl)
                .map(String::strip)
                .filter(url -> !url.isEmpty());
    }
}

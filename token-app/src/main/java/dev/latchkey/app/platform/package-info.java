/**
 * Platforms that files describe: a file of Latchkey's own, an OpenAPI document, or both. Each error names the file and the line, and what to
 * write instead.
 */
@NullMarked
package dev.latchkey.app.platform;

import org.jspecify.annotations.NullMarked;

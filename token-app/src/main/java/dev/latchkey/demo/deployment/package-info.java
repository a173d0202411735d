/** What runs on nodes: deploying archives and repositories. */
@NullMarked
package dev.latchkey.demo.deployment;

import org.jspecify.annotations.NullMarked;

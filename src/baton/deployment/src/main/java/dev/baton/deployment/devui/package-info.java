/** Build steps for the card in Dev UI, and for the tools of Dev MCP. */
@NullMarked
package dev.baton.deployment.devui;

import org.jspecify.annotations.NullMarked;

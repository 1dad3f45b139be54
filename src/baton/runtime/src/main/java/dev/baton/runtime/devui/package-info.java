/** The methods that Dev UI and Dev MCP call in dev mode. */
@NullMarked
package dev.baton.runtime.devui;

import org.jspecify.annotations.NullMarked;

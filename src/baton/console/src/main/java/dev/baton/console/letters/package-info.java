/** Dead letters: groups, pages, and what a person does with them. */
@NullMarked
package dev.baton.console.letters;

import org.jspecify.annotations.NullMarked;

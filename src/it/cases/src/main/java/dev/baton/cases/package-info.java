/** The cases that everything that receives events handles alike, and their sender. */
@NullMarked
package dev.baton.cases;

import org.jspecify.annotations.NullMarked;

package dev.baton.proof.model;

/** A part of the model. */
interface Part {

    /** Adds the steps that this part can take now. */
    void offer(State now, Moves moves);
}

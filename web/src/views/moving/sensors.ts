/** From when on a press is a drag: a mouse has moved, a finger was held and did not scroll. */

// Always the same objects: with others all that can be dragged would be drawn again.
export const MOUSE = { activationConstraint: { distance: 5 } };
export const TOUCH = { activationConstraint: { delay: 220, tolerance: 8 } };

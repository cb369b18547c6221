/** A slip of paper with a fold and two notches: what the union owes or gives, laid out line by line. Slots: top, bottom. */
Component({ options: { multipleSlots: true } })

export const rosterContract = {}

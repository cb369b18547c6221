/** Words for an applicant, said to who filed for her: `在看您的申请` is `在看林秀兰的申请`. */
export const sayOf = (words: string, name: string): string => words.replace(/您/g, name)

/** The columns that people have anyway; only name and ID number are wanted. */
export const TEMPLATE_ROWS: string[][] = [['姓名', '身份证号', '手机号', '单位', '岗位', '入职日期']]

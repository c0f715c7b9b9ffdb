import shell from "./nl/shell.js";

export default {...shell};

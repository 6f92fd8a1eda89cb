/** For tests: codes can be read from the start. */

import { loadReader } from "../scanning/reader";

await loadReader();

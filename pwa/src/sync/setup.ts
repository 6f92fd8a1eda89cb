/** For tests: codes can be read, and a walk replayed, from the start. */

import { rulesFor } from "./rules";

await rulesFor(["pick.scan"]);

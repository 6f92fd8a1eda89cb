/** What a device without a past shows, and where it looks for a past that it has lost: on its way all at once. */

import { found } from "../../store/found";
import { openFiles } from "../../sync/files";
import { recover } from "../../sync/recover";
import { Elsewhere } from "../elsewhere";
import { SignIn } from "./signin";

export const parts = [Elsewhere, SignIn, recover, openFiles, found];

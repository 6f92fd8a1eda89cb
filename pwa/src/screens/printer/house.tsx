/** Which building is meant, for who works in all of them. */

import { Choice } from "../../ui/forms";
import { t } from "../../ui/lang";
import { here, house, houses } from "../../ui/printer";

export function HouseChoice() {
  const all = houses();
  if (all.length < 2) return null;
  return (
    <Choice
      label={t("devices.where")}
      value={here()}
      of={all.map((id) => [id, id] as const)}
      on={(id) => (house.value = id)}
      testid="house"
    />
  );
}

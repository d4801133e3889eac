import { ThemeIcon } from "@mantine/core";
import {
  type Icon,
  IconArrowRight,
  IconClock,
  IconCode,
  IconHelpCircle,
  IconListNumbers,
  IconMail,
  IconMessage,
  IconPhone,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconPoint,
  IconPrinter,
  IconShieldHalf,
  IconTag,
  IconUsersGroup,
  IconVolume,
  IconWorld,
} from "@tabler/icons-react";

const SHAPES: Record<string, Icon> = {
  menu: IconListNumbers,
  greeting: IconVolume,
  hours: IconClock,
  day_part: IconClock,
  question: IconHelpCircle,
  dial_extension: IconPhone,
  dial_number: IconPhoneOutgoing,
  forward: IconPhoneOutgoing,
  responsible: IconPhone,
  queue: IconUsersGroup,
  conference: IconUsersGroup,
  call_in: IconPhone,
  voicemail: IconMail,
  fax: IconPrinter,
  caller_list: IconShieldHalf,
  http_request: IconWorld,
  event: IconWorld,
  sms: IconMessage,
  tag: IconTag,
  execute_code: IconCode,
  goto: IconArrowRight,
  hang_up: IconPhoneOff,
};

/** The picture of a kind of step. */
export function Shape({ type }: { type: string }) {
  const Picture = SHAPES[type] ?? IconPoint;
  return (
    <ThemeIcon variant="light" size={34} radius="md">
      <Picture size={19} stroke={1.7} aria-hidden />
    </ThemeIcon>
  );
}

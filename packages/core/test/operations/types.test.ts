import { expect, expectTypeOf, it } from "vitest";
import {
  createClient,
  type DescribeMaintenanceWindowsInput,
  type GetInventoryInput,
  type Input,
  type InventoryAggregator,
  type Item,
  type MaintenanceWindowIdentity,
  type OperationName,
  type Operations,
  type Output,
  type PagedName,
  type Signal,
  type Transport,
} from "../../src/index.ts";

it("has a type for every structure, without an index signature", () => {
  expectTypeOf<Item<"DescribeMaintenanceWindows">>().toEqualTypeOf<MaintenanceWindowIdentity>();
  expectTypeOf<MaintenanceWindowIdentity>().not.toHaveProperty("WindowID");
  expectTypeOf<MaintenanceWindowIdentity["WindowId"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<string>().not.toExtend<keyof MaintenanceWindowIdentity>();
});

it("requires only what AWS requires", () => {
  expectTypeOf<{}>().toExtend<DescribeMaintenanceWindowsInput>();
  expectTypeOf<{}>().not.toExtend<Input<"GetMaintenanceWindow">>();
  expectTypeOf<{ WindowId: string }>().toExtend<Input<"GetMaintenanceWindow">>();
  expectTypeOf<{ WindowId: number }>().not.toExtend<Input<"GetMaintenanceWindow">>();
});

it("accepts unknown enum values in responses but not in requests", () => {
  type Status = NonNullable<Output<"GetMaintenanceWindowExecution">["Status"]>;
  expectTypeOf<"SUCCESS">().toExtend<Status>();
  expectTypeOf<string>().toExtend<Status>();
  expectTypeOf<string>().not.toExtend<Input<"DescribeMaintenanceWindowsForTarget">["ResourceType"]>();
});

it("supports structures that contain themselves", () => {
  expectTypeOf<InventoryAggregator["Aggregators"]>().toEqualTypeOf<InventoryAggregator[] | undefined>();
  expectTypeOf<GetInventoryInput["Aggregators"]>().toEqualTypeOf<InventoryAggregator[] | undefined>();
});

it("distinguishes paged operations", () => {
  expectTypeOf<"ListCommands">().toExtend<PagedName>();
  expectTypeOf<"GetMaintenanceWindow">().not.toExtend<PagedName>();
  expectTypeOf<Operations["ListCommands"]["items"]>().toEqualTypeOf<"Commands">();
});

it("fits the platform's AbortSignal", () => {
  expectTypeOf<AbortSignal>().toExtend<Signal>();
});

/** A wrapper that is generic over the operation, as users write it. */
const logged =
  (transport: Transport) =>
  async <Name extends OperationName>(name: Name, input: Input<Name>): Promise<Output<Name>> =>
    createClient(transport).call(name, input);

it("can be wrapped generically", async () => {
  const transport: Transport = { name: "one", send: async () => ({ WindowId: "mw-0123456789abcdef0" }) };
  const window = await logged(transport)("GetMaintenanceWindow", { WindowId: "mw-0123456789abcdef0" });
  expectTypeOf(window.WindowId).toEqualTypeOf<string | undefined>();
  expect(window.WindowId).toBe("mw-0123456789abcdef0");
});

import type { TypedVariableModel } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';

/** The preview has no variables: text stays as it is. */
export class PreviewTemplates implements TemplateSrv {
  getVariables(): TypedVariableModel[] {
    return [];
  }
  replace(target = ''): string {
    return target;
  }
  containsTemplate(): boolean {
    return false;
  }
  updateTimeRange(): void {}
}

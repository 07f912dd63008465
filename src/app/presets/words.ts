import { t } from '@grafana/i18n';

import type { PresetId } from '../../policy/presets';

/** What a preset watches, as people say it. */
export function presetName(id: PresetId): string {
  switch (id) {
    case 'orders':
      return t('presets.orders', 'Orders');
    case 'payments':
      return t('presets.payments', 'Payments');
    case 'revenue':
      return t('presets.revenue', 'Revenue');
    case 'searches':
      return t('presets.searches', 'Searches');
    case 'registrations':
      return t('presets.registrations', 'Product registrations');
    case 'displays':
      return t('presets.displays', 'Products put on display');
    case 'shipments':
      return t('presets.shipments', 'Shipments');
    case 'cpu':
      return t('presets.cpu', 'CPU');
    case 'errors':
      return t('presets.errors', 'Server errors');
    case 'memory':
      return t('presets.memory', 'Memory');
    case 'connections':
      return t('presets.connections', 'Database connections');
    case 'gc':
      return t('presets.gc', 'Full GC');
    case 'latency':
      return t('presets.latency', 'Latency');
    case 'lag':
      return t('presets.lag', 'Kafka lag');
    case 'disk':
      return t('presets.disk', 'Disk');
    case 'certificates':
      return t('presets.certificates', 'Certificates');
  }
}

/** When a preset tells people. */
export function presetWhen(id: PresetId): string {
  switch (id) {
    case 'orders':
    case 'payments':
    case 'revenue':
    case 'searches':
    case 'registrations':
    case 'displays':
    case 'shipments':
      return t('presets.when-drop', 'When far fewer come than is usual at this time of the week');
    case 'cpu':
      return t('presets.when-cpu', 'When a host is more than 90 % busy for 10 minutes');
    case 'errors':
      return t('presets.when-errors', 'When more than 5 % of a service’s answers are 5xx for 5 minutes');
    case 'memory':
      return t('presets.when-memory', 'When a host uses more than 90 % of its memory for 10 minutes');
    case 'connections':
      return t('presets.when-connections', 'When more than 80 % of the connections that MySQL allows are used');
    case 'gc':
      return t('presets.when-gc', 'When a JVM spends more than 10 % of its time in full collections');
    case 'latency':
      return t('presets.when-latency', 'When 5 % of a service’s answers take longer than a second for 10 minutes');
    case 'lag':
      return t('presets.when-lag', 'When a consumer group is more than 10,000 messages behind for 10 minutes');
    case 'disk':
      return t('presets.when-disk', 'When a disk is more than 90 % full');
    case 'certificates':
      return t('presets.when-certificates', 'When a certificate ends in less than 14 days');
  }
}

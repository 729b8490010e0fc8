import type { VNode } from 'preact';
import { t } from '../language/current';
import { Link } from '../parts/link';
import { Title } from '../parts/title';

export function NotFound(): VNode {
  return (
    <>
      <Title name={t('absent.title')} />
      <div class="card trouble">
        <p>{t('absent.text')}</p>
        <Link to="/home" class="button">
          {t('absent.home')}
        </Link>
      </div>
    </>
  );
}

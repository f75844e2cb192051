<?php

declare(strict_types=1);

enum Keputusan: string
{
    case Diterima = 'diterima';
    case Dikembalikan = 'dikembalikan';
}

function putuskan(Keputusan $keputusan, string $catatan): string
{
    return $keputusan->value;
}
